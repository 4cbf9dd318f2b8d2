using Cabildo.Authority.Certificates;
using Cabildo.Platform.Refusals;
using Cabildo.Trust.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Timestamps;

/// <summary>Timestamps over HTTP (RFC 3161 §3.4).</summary>
internal static partial class StampEndpoints
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";

    private static readonly Refusal NoStamp = new("no-timestamp", "The authority cannot stamp at this moment. Try again in a minute.", 503);

    public static void MapTimestamps(this IEndpointRouteBuilder app) => app.MapPost("/tsa", PostAsync);

    private static async Task<IResult> PostAsync(
        HttpContext http, ServiceCertificates services, IOptions<AuthorityOptions> options, TimeProvider time, ILogger<TimestampAuthority> log, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var isQuery = BoundedBody.IsOf(http.Request, QueryType);
        // What cannot be read becomes an empty request, which the authority rejects in the words of RFC 3161 §2.4.2: badDataFormat.
        var query = isQuery ? await BoundedBody.ReadAsync(http.Request, TimestampRequest.LargestSize, ct) ?? default : default;
        if (!isQuery)
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        try
        {
            var stamping = (await services.CurrentAsync(ct)).Timestamping;
            var authority = new TimestampAuthority(stamping.Key.Key, stamping.Certificate, options.Value.TimestampPolicy);
            return new Reply(authority.Answer(query, time.GetUtcNow()));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Failed(log, problem);
            return NoStamp.ToProblem();
        }
    }

    [LoggerMessage(LogLevel.Error, "A timestamp could not be made")]
    private static partial void Failed(ILogger logger, Exception exception);

    private sealed class Reply(byte[] der) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = ReplyType;
            httpContext.Response.ContentLength = der.Length;
            await httpContext.Response.Body.WriteAsync(der, httpContext.RequestAborted);
        }
    }
}
