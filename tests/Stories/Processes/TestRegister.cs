using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>A register behind the provider's node: answers 1 KB, takes and gives any body, counts what it is asked.</summary>
internal sealed class TestRegister : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _asked;

    private TestRegister(WebApplication app) => _app = app;

    /// <summary>How often it was asked.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    public static async Task<TestRegister> StartAsync(Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var register = new TestRegister(app);
        var kilobyte = System.Text.Encoding.ASCII.GetBytes($"{{\"status\":\"valid\",\"filler\":\"{new string('x', 990)}\"}}");
        app.MapGet("/licence/{number}", (string number) =>
        {
            Interlocked.Increment(ref register._asked);
            return Results.Bytes(kilobyte, "application/json");
        });
        app.MapGet("/large", SendAsync);
        app.MapPost("/length", async (HttpContext context) =>
        {
            var length = 0L;
            var chunk = new byte[64 * 1024];
            while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var count)
                length += count;
            return length;
        });
        await app.StartAsync();
        return register;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task SendAsync(HttpContext context, long bytes)
    {
        var chunk = new byte[64 * 1024];
        new Random(1).NextBytes(chunk);
        for (var left = bytes; left > 0; left -= chunk.Length)
            await context.Response.Body.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)), context.RequestAborted);
    }
}
