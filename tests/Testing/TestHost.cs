using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Testing;

/// <summary>A web application running on real Kestrel, on its own addresses or on a free loopback port.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private TestHost(WebApplication app, Uri address) => (App, Address) = (app, address);

    /// <summary>The application.</summary>
    public WebApplication App { get; }

    /// <summary>The first address it listens on.</summary>
    public Uri Address { get; }

    /// <summary>Starts <paramref name="app"/>, on a free port of 127.0.0.1 where it names no address.</summary>
    public static async Task<TestHost> StartAsync(WebApplication app, CancellationToken ct = default)
    {
        if (app.Urls.Count == 0 && app.Configuration["Urls"] is null)
            app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(ct);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new TestHost(app, new Uri(addresses.First()));
    }

    /// <summary>A client with its own cookies that does not follow redirects.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(TestContext.Current.CancellationToken);
        await App.DisposeAsync();
    }
}
