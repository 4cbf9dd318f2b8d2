using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>A SOAP service that does each thing wrong that a service can, and one that does nothing wrong, for what the health register does not have.</summary>
internal sealed class BrokenRegister : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BrokenRegister(WebApplication app) => _app = app;

    /// <summary>What it does wrong: the codes of its services.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["garbage", "html", "busy", "otherClient", "otherService", "otherId", "otherUser", "otherIssue", "noHeader", "notAnAnswer", "huge"];

    public static async Task<BrokenRegister> StartAsync(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        var app = builder.Build();
        app.MapPost("/{way}", AnswerAsync);
        await app.StartAsync();
        return new BrokenRegister(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, string way)
    {
        var request = await XElement.LoadAsync(context.Request.Body, LoadOptions.PreserveWhitespace, context.RequestAborted);
        context.Response.StatusCode = way == "busy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = way == "html" ? "text/html" : "text/xml; charset=utf-8";
        await context.Response.WriteAsync(way is "garbage" or "html" ? "Under maintenance" : Answer(request, way), Encoding.UTF8, context.RequestAborted);
    }

    private static string Answer(XElement request, string way)
    {
        var header = request.Element(SoapTexts.Envelope + "Header")!;
        var body = request.Element(SoapTexts.Envelope + "Body")!.Elements().Single();
        Change(header, way switch
        {
            "otherClient" => ("subsystemCode", "management"),
            "otherService" => ("serviceCode", way + "s"),
            "otherId" => ("id", "another"),
            "otherUser" => ("userId", "RP2"),
            "otherIssue" => ("issue", "another case"),
            _ => default,
        }, way);
        var suffix = way switch { "notAnAnswer" => "", "otherService" => "sResponse", _ => "Response" };
        var answer = new XElement(body.Name.Namespace + (body.Name.LocalName + suffix), way == "huge" ? new string('x', 17 * 1024 * 1024) : SoapTexts.Answered);
        return new XElement(SoapTexts.Envelope + "Envelope", way == "noHeader" ? null : header, new XElement(SoapTexts.Envelope + "Body", answer)).ToString(SaveOptions.DisableFormatting);
    }

    private static void Change(XElement header, (string Name, string Value) change, string way)
    {
        if (change.Name is null)
            return;
        var field = header.Descendants().First(element => element.Name.LocalName == change.Name);
        field.Value = change.Value == field.Value ? throw new InvalidOperationException($"{way} changes nothing.") : change.Value;
    }
}
