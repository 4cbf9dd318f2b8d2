using Cabildo.Authority;
using Cabildo.Documents;
using Cabildo.Exchange;
using Cabildo.Identity;
using Cabildo.Platform.Hosting;
using Cabildo.Portal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Cli.Roles;

/// <summary>Builds the web application of each role from its settings, flat keys; the demo and the single verbs run the same ones.</summary>
internal static class RoleApplications
{
    public static WebApplication Identity(IReadOnlyDictionary<string, string?> settings)
    {
        var app = RoleHost.CreateBuilder("identity", settings).AddIdentity().Build();
        app.UseRole();
        return app.MapIdentity();
    }

    public static WebApplication Documents(IReadOnlyDictionary<string, string?> settings)
    {
        var app = RoleHost.CreateBuilder("documents", settings).AddDocuments().Build();
        app.UseRole();
        return app.MapDocuments();
    }

    public static WebApplication Portal(IReadOnlyDictionary<string, string?> settings)
    {
        var app = RoleHost.CreateBuilder("portal", settings).AddPortal().Build();
        app.UseRole();
        return app.MapPortal();
    }

    public static WebApplication Authority(IReadOnlyDictionary<string, string?> settings)
    {
        var app = RoleHost.CreateBuilder("authority", settings, keepsSessions: false).AddAuthority().Build();
        app.UseRole();
        return app.MapAuthority();
    }

    public static WebApplication Exchange(IReadOnlyDictionary<string, string?> settings) => Exchange(settings, SettingOrigins.None);

    public static WebApplication Exchange(IReadOnlyDictionary<string, string?> settings, SettingOrigins origins)
    {
        var builder = RoleHost.CreateBuilder("exchange", settings, keepsSessions: false);
        builder.Services.AddSingleton(origins);
        var app = builder.AddExchange().Build();
        app.MapExchange();
        return app.UseRole();
    }
}
