using Cabildo.Identity.Accounts;
using Cabildo.Identity.Authorization;
using Cabildo.Identity.Clients;
using Cabildo.Identity.Data;
using Cabildo.Identity.Discovery;
using Cabildo.Identity.EndSession;
using Cabildo.Identity.Keys;
using Cabildo.Identity.Pages;
using Cabildo.Identity.Passkeys;
using Cabildo.Identity.Sessions;
using Cabildo.Identity.Tokens;
using Cabildo.Platform.Hosting;
using Cabildo.Platform.Pages;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity;

/// <summary>The OpenID provider: people's accounts, how they sign in, and the protocol that tells services who they are.</summary>
public static class IdentityModule
{
    /// <summary>Adds the provider, with the settings of section <c>Identity</c>. Needs <c>Database</c> and <c>Country:Pack</c>.</summary>
    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IdentityProviderOptions>()
            .Bind(builder.Configuration.GetSection(IdentityProviderOptions.Section))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<IdentityProviderOptions>, ValidateIdentityProviderOptions>();
        builder.AddDatabase<IdentityDatabase>("identity");
        builder.RequireCountryPack().AddPages(typeof(IdentityModule).Assembly);
        AddAccounts(builder.Services);
        AddProtocol(builder.Services);
        builder.Services.AddSingleton<SweepExpired>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SweepExpired>());
        return builder;
    }

    /// <summary>Maps the endpoints of the protocol; the pages are mapped by the role.</summary>
    public static WebApplication MapIdentity(this WebApplication app)
    {
        app.MapGet(Endpoints.Discovery, DiscoveryEndpoints.Metadata);
        app.MapGet(Endpoints.OAuthMetadata, DiscoveryEndpoints.Metadata);
        app.MapGet(Endpoints.Keys, DiscoveryEndpoints.KeysAsync);
        app.MapPost(Endpoints.Token, TokenEndpoint.PostAsync).WithMetadata(new RequestSizeLimitAttribute(TokenEndpoint.LargestBody));
        app.MapMethods(Endpoints.UserInfo, [HttpMethods.Get, HttpMethods.Post], UserInfoEndpoint.GetAsync);
        app.MapGet("/", () => TypedResults.Redirect(Endpoints.Account));
        return app;
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:";
            })
            .AddEntityFrameworkStores<IdentityDatabase>()
            .AddSignInManager();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<IdentityProviderOptions>>(
            (hasher, identity) => hasher.IterationCount = identity.Value.PasswordIterations);
        services.AddSessionCookies();
        services.AddPasskeyRules();
        services.AddAuthorization();
        services.AddScoped<CurrentSession>();
        services.AddScoped<ReadAccount>();
        services.AddScoped<SignInWithPassword>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<AccountPasskeys>();
        services.AddScoped<Destinations>();
        services.AddScoped(provider => new RegisterAccount(
            provider.GetRequiredService<IDbContextFactory<IdentityDatabase>>(),
            provider.GetRequiredService<IPasswordHasher<Account>>(),
            provider.GetRequiredService<IOptions<IdentityProviderOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NobodysPassword>();
        services.AddSingleton<SignInRate>();
    }

    private static void AddProtocol(IServiceCollection services)
    {
        services.AddHttpClient(ClientKeys.HttpClientName, http =>
            {
                http.Timeout = TimeSpan.FromSeconds(5);
                http.MaxResponseContentBufferSize = ClientKeys.LargestDocument;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<RelyingParties>();
        services.AddSingleton<ClientKeys>();
        services.AddSingleton<UsedAssertions>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<AuthenticateClient>();
        services.AddSingleton<AuthorizationRequests>();
        services.AddSingleton<PendingRequests>();
        services.AddScoped<Authorize>();
        services.AddSingleton<Grants>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<OwnTokens>();
        services.AddSingleton<LogoutRequests>();
    }
}
