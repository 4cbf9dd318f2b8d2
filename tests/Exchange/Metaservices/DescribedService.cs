using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.Metaservices;

/// <summary>A register that tells what it offers: descriptions by path, of any type and any size.</summary>
internal sealed class DescribedService : IAsyncDisposable
{
    public const string Wsdl = """
        <w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
          <w:service name="doses"><w:port><soap:address location="http://127.0.9.5/inside"/></w:port></w:service>
        </w:definitions>
        """;

    public const string Json = """{"openapi":"3.0.1","info":{"title":"Licencias","version":"1"},"servers":[{"url":"http://127.0.9.5:81/inside"}],"paths":{}}""";

    public const string Yaml = "openapi: 3.1.0\ninfo: {title: Licencias, version: '1'}\nservers:\n  - url: http://127.0.9.5:81/inside # ours\npaths: {}\n";

    private WebApplication _app = null!;

    public string Url { get; } = $"http://127.0.9.5:{LoopbackPorts.Free("127.0.9.5")}";

    public async Task<DescribedService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.MapGet("/wsdl", (string? of) => of == "doses" ? Results.Text(Wsdl, "text/xml") : Results.NotFound());
        _app.MapGet("/json", () => Results.Text(Json, "application/json; charset=utf-8"));
        _app.MapGet("/yaml", () => Results.Text(Yaml, "application/x-yaml"));
        _app.MapGet("/untyped.json", (HttpContext context) => context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Json)).AsTask());
        _app.MapGet("/moved", () => Results.Redirect("/json"));
        _app.MapGet("/old", () => Results.Text("""{"swagger":"2.0"}""", "application/json"));
        _app.MapGet("/long", () => Results.Text("#" + new string(' ', 9 * 1024 * 1024), "application/x-yaml"));
        _app.MapGet("/slow", async (CancellationToken ct) => await Task.Delay(TimeSpan.FromSeconds(30), ct));
        await _app.StartAsync();
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
