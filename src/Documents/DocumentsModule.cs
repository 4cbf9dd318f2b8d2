using Cabildo.Documents.Codes;
using Cabildo.Documents.Data;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Licences;
using Cabildo.Documents.Publishing;
using Cabildo.Documents.Register;
using Cabildo.Documents.Status;
using Cabildo.Documents.TrustLists;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Documents;

/// <summary>
/// The documents role: shows people their licence as the register has it, issues the code that officers check offline, and
/// publishes what the check needs: the trust list and the status lists.
/// </summary>
public static class DocumentsModule
{
    /// <summary>Registers the role. Settings: section <see cref="DocumentsOptions.Section"/>, and <c>Database</c>.</summary>
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<DocumentsOptions>().BindConfiguration(DocumentsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DocumentsOptions>, DocumentsOptionsValidator>();
        builder.AddDatabase<DocumentsContext>("documents");
        builder.Services.AddRegister();
        builder.Services.AddHolderAccess();
        builder.Services.AddCors(cors => cors.AddPolicy(PublicEndpoints.CorsPolicy, policy => policy
            .AllowAnyOrigin().AllowAnyHeader().WithMethods("GET").WithExposedHeaders(HeaderNames.ETag, HeaderNames.Date)));

        builder.Services.AddSingleton<IssuerKeys>().AddSingleton<RevocationList>().AddSingleton<EntryKeys>();
        builder.Services.AddSingleton<StatusPublication>().AddSingleton<TrustListPublication>();
        builder.Services.AddScoped<StatusLedger>().AddScoped<FollowChanges>();
        builder.Services.AddScoped<ReadLicence>().AddScoped<StatusOfLicence>().AddScoped<IssueCode>().AddSingleton<CodeClaims>();
        builder.Services.AddHostedService<StatusRefresher>();
        return builder;
    }

    /// <summary>Maps the role's endpoints: <c>/api/licence…</c> for holders, <c>/trust-list</c>, <c>/status/…</c> and <c>/iaca/crl</c> for anybody.</summary>
    public static WebApplication MapDocuments(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHolder();
        app.MapPublic();
        return app;
    }

    private static void AddRegister(this IServiceCollection services) =>
        services.AddHttpClient<TransportRegister>((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<DocumentsOptions>>().Value;
                http.BaseAddress = new Uri(options.ExchangeUrl.TrimEnd('/') + "/");
                http.Timeout = options.RegisterTimeout;
                http.MaxResponseContentBufferSize = TransportRegister.LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // The factory's own lines hold addresses, and so people's numbers.
            .RemoveAllLoggers();

    private static void AddHolderAccess(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<DocumentsOptions>>((jwt, options) =>
        {
            jwt.Authority = options.Value.Authority;
            jwt.Audience = options.Value.Issuer;
            jwt.MapInboundClaims = false;
            jwt.RequireHttpsMetadata = !new Uri(options.Value.Authority).IsLoopback;
            // RFC 9068 §4: an id token or any other JWT of the same issuer is not an access token.
            jwt.TokenValidationParameters.ValidTypes = ["at+jwt", "application/at+jwt"];
            jwt.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            jwt.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        });
        services.AddAuthorizationBuilder().AddPolicy(Holder.Policy, policy => policy
            .RequireAuthenticatedUser().RequireAssertion(context => Holder.IsHolder(context.User)));
    }
}
