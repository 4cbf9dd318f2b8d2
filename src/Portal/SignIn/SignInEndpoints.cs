using Cabildo.Platform.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.SignIn;

/// <summary>Ways in and out.</summary>
internal static class SignInEndpoints
{
    private const string FirstPage = "/documents";

    public static void MapSignIn(this WebApplication app)
    {
        // Every page of a signed-in person has the form that ends the session, and it is answered by a redirect to the issuer.
        var policy = PagePolicy.WithFormTo(app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.Authority!);
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            return next(context);
        });
        app.MapGet("/sign-in", (string? person) => SignIn(person));
        app.MapPost("/sign-out", SignOutAsync);
    }

    private static ChallengeHttpResult SignIn(string? person)
    {
        var properties = new AuthenticationProperties { RedirectUri = FirstPage };
        if (person is { Length: > 0 and <= 40 })
            properties.Items[SignInEvents.LoginHint] = person;
        return TypedResults.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    private static async Task<Results<SignOutHttpResult, BadRequest>> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return TypedResults.BadRequest();
        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }
}
