using System.Text;
using System.Xml.Linq;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.Soap;

/// <summary>Two nodes and behind the provider's a SOAP service that repeats the header of what it is asked.</summary>
internal sealed class SoapNodes : IAsyncDisposable
{
    private readonly WebApplication _service;

    private SoapNodes(WebApplication service) => _service = service;

    public TestNodes Nodes { get; private set; } = null!;

    /// <summary>What the service was asked: SOAPAction, null if the header was not there, and the message with all that came with it.</summary>
    public List<(string? Action, string Body)> Asked { get; } = [];

    /// <summary>Changes the service's answer before it is sent.</summary>
    public Action<XElement> Change { get; set; } = _ => { };

    /// <summary>How many bytes the attachment of the answer has; without one if none.</summary>
    public int AnswerBytes { get; set; }

    public static async Task<SoapNodes> StartAsync(Action<TestNodes>? configure = null)
    {
        const string Address = "127.0.9.5";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = $"http://{Address}:{LoopbackPorts.Free(Address)}";
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var soap = new SoapNodes(app);
        app.MapPost("/", soap.AnswerAsync);
        await app.StartAsync();
        soap.Nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Transport.Settings["Exchange:Services:3:Id"] = $"{TestNodes.Provider}/{SoapText.Service}";
            nodes.Transport.Settings["Exchange:Services:3:Kind"] = "Soap";
            nodes.Transport.Settings["Exchange:Services:3:Urls:0"] = url;
            nodes.Transport.Settings["Exchange:Services:3:Grants:0:Client"] = TestNodes.Client;
            configure?.Invoke(nodes);
        });
        return soap;
    }

    /// <summary>Sends a request to the consumer's node.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpContent content, string? action = "\"\"")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        if (action is not null)
            request.Headers.TryAddWithoutValidation("SOAPAction", action);
        return Nodes.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>How many messages of an id a node has on record.</summary>
    public static async Task<int> RecordsAsync(Node node, string id) =>
        (await node.Services.GetRequiredService<FindMessages>().RunAsync(new MessageQuery(id), TestContext.Current.CancellationToken)).Count;

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        await _service.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Asked.Add((context.Request.Headers.TryGetValue("SOAPAction", out var action) ? action.ToString() : null, body));
        const string End = "</e:Envelope>";
        var from = body.IndexOf("<e:Envelope", StringComparison.Ordinal);
        var envelope = XElement.Parse(body[from..(body.IndexOf(End, from, StringComparison.Ordinal) + End.Length)], LoadOptions.PreserveWhitespace);
        var asked = envelope.Descendants(SoapText.XRoad + SoapText.Service).Single();
        asked.Name = SoapText.XRoad + (SoapText.Service + "Response");
        Change(envelope);
        using var content = SoapText.Content(envelope.ToString(SaveOptions.DisableFormatting), AnswerBytes > 0 ? [new byte[AnswerBytes]] : []);
        context.Response.ContentType = content.Headers.ContentType!.ToString();
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
