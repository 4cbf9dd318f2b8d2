using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests;

/// <summary>An information system as a provider has it: it knows nothing of X-Road.</summary>
internal sealed class TestService(string address)
{
    public string Url { get; } = $"http://{address}:{LoopbackPorts.Free(address)}";

    /// <summary>What it was asked, as it was asked.</summary>
    public ConcurrentQueue<(string Line, Dictionary<string, string> Headers)> Asked { get; } = [];

    public async Task<IAsyncDisposable> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8);
        var app = builder.Build();
        app.Use(RecordAsync);
        app.MapGet("/licences/{number}", (string number) => number == "0"
            ? Results.Problem(statusCode: 404, title: "none", extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "no-licence" })
            : Results.Json(new { number }));
        app.MapPost("/licences/digest", DigestAsync);
        app.MapGet("/licences/large", SendAsync);
        app.MapGet("/licences/slow", async (CancellationToken ct) => await Task.Delay(TimeSpan.FromSeconds(30), ct));
        app.MapGet("/licences/stall", StallAsync);
        app.MapGet("/licences/break", BreakAsync);
        app.MapGet("/licences/elsewhere", () => Results.Redirect("http://127.0.9.3/licences/1"));
        app.MapGet("/licences/headers", AnswerWithHeaders);
        app.MapMethods("/licences/empty", ["GET", "HEAD", "DELETE"], () => Results.NoContent());
        app.MapGet("/public/{name}", (string name) => Results.Text(name));
        app.MapGet("/secret", () => Results.Text("secret"));
        await app.StartAsync();
        return app;
    }

    private Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var line = $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}";
        Asked.Enqueue((line, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal)));
        return next(context);
    }

    private static async Task DigestAsync(HttpContext context)
    {
        var digest = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
        await context.Response.WriteAsync(Convert.ToHexString(digest));
    }

    private static async Task SendAsync(HttpContext context, int bytes)
    {
        var chunk = new byte[16 * 1024];
        for (var left = bytes; left > 0; left -= chunk.Length)
            await context.Response.Body.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)), context.RequestAborted);
    }

    private static async Task StallAsync(HttpContext context)
    {
        await SendAsync(context, 100_000);
        await context.Response.Body.FlushAsync();
        await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
    }

    private static async Task BreakAsync(HttpContext context)
    {
        await SendAsync(context, 100_000);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static void AnswerWithHeaders(HttpResponse response)
    {
        response.Headers["X-Road-Id"] = "forged";
        response.Headers["X-Road-Request-Hash"] = "forged";
        response.Headers["X-Road-Client"] = "forged";
        response.Headers["Server"] = "register/1.0";
        response.Headers["Set-Cookie"] = new(["a=1", "b=2"]);
        response.Headers["X-Name"] = "Río Claro";
        response.Headers.ETag = "\"3\"";
    }
}
