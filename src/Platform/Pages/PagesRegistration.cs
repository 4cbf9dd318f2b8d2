using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cabildo.Platform.Country;
using Cabildo.Platform.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Cabildo.Platform.Pages;

/// <summary>Razor Pages of one module in the shared design, in Spanish and English.</summary>
public static class PagesRegistration
{
    /// <summary>The languages of the pages, the default first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["es", "en"];

    /// <summary>
    /// Serves the pages of <paramref name="module"/>, and of no other assembly, in the shared layout. Texts are the
    /// embedded files <c>Texts/es.yaml</c> and <c>Texts/en.yaml</c> of the module, over those of the platform.
    /// </summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder, Assembly module)
    {
        var name = module.GetName().Name!.ToLowerInvariant().Replace('.', '-');
        builder.Services.AddSingleton(new PagesOfRole(module));
        builder.Services.AddSingleton<IStringLocalizer>(services =>
            new Texts([typeof(PagesRegistration).Assembly, module], services.GetService<CountryPack>()));
        builder.Services.AddSingleton(Assets.Load(builder.Configuration["Assets:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "web")));
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(parts => LimitTo(parts, module));
        builder.Services.AddAntiforgery(antiforgery =>
        {
            // Roles share the host name localhost in the demo, and cookies do not know ports.
            antiforgery.Cookie.Name = $"{name}-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Letters with accents go out as they are, not as entities.
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
        builder.Services.AddRequestLocalization(ConfigureLanguages);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
        });
        return builder;
    }

    // An executable that holds several roles would otherwise serve every module's pages in each of them.
    private static void LimitTo(ApplicationPartManager manager, Assembly module)
    {
        manager.ApplicationParts.Clear();
        // Of two views with one path the first counts: a module's own layout comes before the platform's.
        foreach (var assembly in new[] { module, typeof(PagesRegistration).Assembly }.Distinct())
        {
            manager.ApplicationParts.Add(new AssemblyPart(assembly));
            manager.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
        }
    }

    private static void ConfigureLanguages(RequestLocalizationOptions localization)
    {
        var cultures = Languages.Select(CultureInfo.GetCultureInfo).ToArray();
        localization.DefaultRequestCulture = new RequestCulture(cultures[0]);
        localization.SupportedCultures = cultures;
        localization.SupportedUICultures = cultures;
        localization.ApplyCurrentCultureToResponseHeaders = true;
        localization.RequestCultureProviders =
        [
            new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new CookieRequestCultureProvider { CookieName = LanguageCookie.Name },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }
}
