using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Sessions;

/// <summary>The cookies of the provider: the session, and the challenge of a passkey on its way.</summary>
internal static class SessionCookies
{
    private static readonly TimeSpan PasskeyCeremony = TimeSpan.FromMinutes(5);

    public static void AddSessionCookies(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<IdentityProviderOptions>>((cookie, identity) =>
            {
                Protect(cookie, "session", identity.Value);
                cookie.ExpireTimeSpan = identity.Value.SessionLifetime;
                cookie.LoginPath = Endpoints.SignIn;
                cookie.LogoutPath = Endpoints.SignOut;
                cookie.AccessDeniedPath = "/error/403";
                cookie.ReturnUrlParameter = "return";
            });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme)
            .Configure<IOptions<IdentityProviderOptions>>((cookie, identity) =>
            {
                Protect(cookie, "passkey", identity.Value);
                cookie.ExpireTimeSpan = PasskeyCeremony;
            });
    }

    // Lax: the person arrives by a link or redirect from the relying party's site.
    private static void Protect(CookieAuthenticationOptions options, string name, IdentityProviderOptions identity)
    {
        var https = identity.Issuer.StartsWith("https:", StringComparison.Ordinal);
        options.Cookie.Name = $"{(https ? "__Host-" : "")}cabildo-identity-{name}";
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;
    }
}
