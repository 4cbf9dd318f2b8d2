using Cabildo.Platform.Design;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
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
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(KeepProgramsToProblems);
        app.UseMiddleware<LanguageCookie>();
        UseSignIn(app);
        // Only assets are compressed: a page may hold secrets beside text that others choose (BREACH).
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/verifier", StringComparison.Ordinal),
            assets => assets.UseResponseCompression());
        app.Services.GetRequiredService<Assets>().Serve(app);
        app.MapRazorPages();
    }

    // Left to itself the framework puts these first, and whoever is sent to sign in would be sent there without a language.
    private static void UseSignIn(WebApplication app)
    {
        if (app.Services.GetService<IAuthenticationSchemeProvider>() is null)
            return;
        app.UseAuthentication();
        app.UseAuthorization();
    }

    // A branch for the browsers would not find the error page: branches of a WebApplication have no routes of it.
    private static Task KeepProgramsToProblems(HttpContext context, RequestDelegate next)
    {
        if (!AcceptsPages(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }

    private static bool AcceptsPages(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
