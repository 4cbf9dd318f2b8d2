using Cabildo.Platform.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Platform.Pages;

/// <summary>The middleware of a role that has pages.</summary>
internal static class PagesPipeline
{
    public static void UsePages(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseExceptionHandler("/error/500");
        app.UseWhen(AcceptsPages, pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseMiddleware<LanguageCookie>();
        // Only assets are compressed: a page may hold secrets beside text that others choose (BREACH).
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/verifier", StringComparison.Ordinal),
            assets => assets.UseResponseCompression());
        app.Services.GetRequiredService<Assets>().Serve(app);
        app.MapRazorPages();
    }

    private static bool AcceptsPages(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
