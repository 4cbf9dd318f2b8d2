using System.Security;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.HealthRegister.Soap;

/// <summary>The service over HTTP: requests by POST, its description by GET with <c>?wsdl</c>.</summary>
internal static partial class SoapEndpoint
{
    private const string AddressPlace = "SERVICE_ADDRESS";
    private static readonly string Description = ReadDescription();

    public static void MapSoap(this IEndpointRouteBuilder app, string path)
    {
        // How much is read is for the reader to say: a fault, not HTTP's 413, is what SOAP's clients read.
        app.MapPost(path, PostAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapGet(path, GetDescription);
    }

    private static IResult GetDescription(HttpRequest request) => request.Query.Keys.Any(key => key.Equals("wsdl", StringComparison.OrdinalIgnoreCase))
        ? TypedResults.Text(Description.Replace(AddressPlace, SecurityElement.Escape($"{request.Scheme}://{request.Host}{request.Path}"), StringComparison.Ordinal), "text/xml; charset=utf-8")
        : TypedResults.Problem("This is a SOAP service. Its description is at ?wsdl.", statusCode: StatusCodes.Status400BadRequest);

    private static async Task PostAsync(HttpContext http, IEnumerable<ISoapOperation> operations, ILogger<SoapRequest> log, CancellationToken ct)
    {
        IReadOnlyList<XElement> fields = [];
        try
        {
            var request = await RequestReader.ReadAsync(http.Request, ct);
            fields = request.Fields;
            if (operations.FirstOrDefault(one => SoapNames.Register + one.Name == request.Payload.Name) is not { } operation)
                throw new MalformedSoapException("Client", $"The service has no operation {request.Payload.Name.LocalName}. Its description is at ?wsdl.");
            var (answer, refusal) = await operation.RunAsync(request, ct);
            await (answer is not null
                ? AnswerWriter.WriteAsync(http.Response, fields, answer, ct)
                : AnswerWriter.FaultAsync(http.Response, fields, "Client", refusal!.Message, refusal.Code, ct));
        }
        catch (MalformedSoapException malformed)
        {
            await AnswerWriter.FaultAsync(http.Response, fields, malformed.Code, malformed.Message, detail: null, ct);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or BadHttpRequestException) && !http.Response.HasStarted)
        {
            Failed(log, problem);
            await AnswerWriter.FaultAsync(http.Response, fields, "Server", "The register cannot answer now. Try again later.", detail: null, ct);
        }
    }

    private static string ReadDescription()
    {
        using var text = new StreamReader(typeof(SoapEndpoint).Assembly.GetManifestResourceStream("vaccines.wsdl")!);
        return text.ReadToEnd();
    }

    [LoggerMessage(LogLevel.Error, "A request could not be answered")]
    private static partial void Failed(ILogger logger, Exception exception);
}
