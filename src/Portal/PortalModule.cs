using Cabildo.Platform.Hosting;
using Cabildo.Platform.Pages;
using Cabildo.Portal.Licences;
using Cabildo.Portal.SignIn;
using Cabildo.Portal.Verifier;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal;

/// <summary>The pages for citizens, and the officers' verifier beside them.</summary>
public static class PortalModule
{
    /// <summary>Adds the portal; its settings are the section <c>Portal</c> (<see cref="PortalOptions"/>).</summary>
    public static WebApplicationBuilder AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PortalOptions>().BindConfiguration("Portal").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        builder.RequireCountryPack().AddPages(typeof(PortalModule).Assembly);
        builder.AddSignIn();
        builder.Services.AddHttpClient<DocumentsApi>(client => client.Timeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton<Clock>();
        builder.Services.AddScoped<ShownLicence>();
        return builder;
    }

    /// <summary>Maps the portal's endpoints; its pages are mapped by the role.</summary>
    public static WebApplication MapPortal(this WebApplication app)
    {
        app.MapClientKeys();
        app.MapSignIn();
        app.MapVerifier();
        return app;
    }
}
