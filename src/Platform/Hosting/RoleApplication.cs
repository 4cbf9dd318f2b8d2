using Cabildo.Platform.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Platform.Hosting;

/// <summary>What every role does around its own endpoints.</summary>
public static class RoleApplication
{
    /// <summary>
    /// Adds, in order: forwarded headers (from the proxies of setting <c>Proxies</c> only), security headers, errors as
    /// problems or pages, the language of the request, assets and pages where the role has them, and
    /// <c>/health/live</c> and <c>/health/ready</c>.
    /// </summary>
    public static WebApplication UseRole(this WebApplication app)
    {
        UseProxies(app);
        app.UseMiddleware<SecurityHeaders>();
        if (app.Services.GetService<PagesOfRole>() is not null)
            app.UsePages();
        else
            app.UseExceptionHandler().UseStatusCodePages();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }

    private static void UseProxies(WebApplication app)
    {
        if (app.Configuration["Proxies"] is not { } proxies)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        foreach (var address in proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            options.KnownProxies.Add(System.Net.IPAddress.Parse(address));
        app.UseForwardedHeaders(options);
    }
}
