using Cabildo.XRoad.OcspRetrieval;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests;

/// <summary>What a server that is no node of ours says at 5577 about its certificate.</summary>
internal static class TestOcspDoor
{
    public static IAsyncDisposable Start(string address, TestCountry country, Func<OcspAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{address}:{country.OcspPort}");
        var app = builder.Build();
        app.MapGet("/", () =>
        {
            var told = answer();
            return Results.Bytes(told.Bytes, told.ContentType);
        });
        ((IHost)app).Start();
        return app;
    }
}
