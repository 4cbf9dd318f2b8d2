using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Cabildo.Portal.SignIn;

/// <summary>The portal as an ordinary relying party: code flow with PKCE, <c>private_key_jwt</c>, its own session cookie.</summary>
internal static class SignInRegistration
{
    public const string SessionCookie = "cabildo-portal-session";
    private static readonly string[] Scopes = ["openid", "profile", "national_id", "documents"];

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClientKey>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureOpenIdConnect>();
        builder.Services
            .AddAuthentication(authentication =>
            {
                authentication.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                authentication.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(ConfigureSession)
            .AddOpenIdConnect();
        builder.Services.AddTransient<OpenIdConnectHandler, ReachableIssuerHandler>();
        // The framework's lines about callbacks hold codes and tickets, and come under our handler's name.
        builder.Logging.AddFilter(typeof(ReachableIssuerHandler).FullName, LogLevel.Warning);
        builder.Services.AddAuthorization();
    }

    private static void ConfigureSession(CookieAuthenticationOptions session)
    {
        session.Cookie.Name = SessionCookie;
        session.Cookie.SameSite = SameSiteMode.Lax;
        session.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        session.SlidingExpiration = false;
        session.ExpireTimeSpan = TimeSpan.FromMinutes(30);
    }

    private sealed class ConfigureOpenIdConnect(IOptions<PortalOptions> portal, ClientKey key) : IConfigureNamedOptions<OpenIdConnectOptions>
    {
        public void Configure(OpenIdConnectOptions options) => Configure(OpenIdConnectDefaults.AuthenticationScheme, options);

        public void Configure(string? name, OpenIdConnectOptions options)
        {
            options.Authority = portal.Value.Authority!.OriginalString;
            // Only a demonstration on one machine has an issuer without TLS.
            options.RequireHttpsMetadata = !portal.Value.Authority.IsLoopback;
            options.ClientId = portal.Value.ClientId;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.SaveTokens = true;
            options.UseTokenLifetime = false;
            options.MapInboundClaims = false;
            options.Resource = portal.Value.Documents!.OriginalString;
            options.Scope.Clear();
            foreach (var scope in Scopes)
                options.Scope.Add(scope);
            options.TokenValidationParameters.NameClaimType = "name";
            options.TokenValidationParameters.ValidAlgorithms = ["ES256"];
            options.SignedOutRedirectUri = "/signed-out";
            options.CorrelationCookie.Name = "cabildo-portal-correlation.";
            options.NonceCookie.Name = "cabildo-portal-nonce.";
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events = new SignInEvents(key);
        }
    }
}
