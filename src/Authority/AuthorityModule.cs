using Cabildo.Authority.Certificates;
using Cabildo.Authority.Data;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Health;
using Cabildo.Authority.Keys;
using Cabildo.Authority.Publication;
using Cabildo.Authority.Revocation;
using Cabildo.Authority.Servers;
using Cabildo.Authority.Timestamps;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority;

/// <summary>
/// The authority role: what every server of an instance needs to run. It issues certificates and answers for them (OCSP), stamps
/// times (RFC 3161), and publishes the global configuration.
/// </summary>
public static class AuthorityModule
{
    /// <summary>
    /// Registers the role. Settings: section <see cref="AuthorityOptions.Section"/>, and <c>Database</c>. Hosts may ask the
    /// services for <see cref="IssueCertificate"/>, <see cref="RevokeCertificate"/>, <see cref="SuspendCertificate"/>,
    /// <see cref="ReleaseCertificate"/>, <see cref="RegisterServerCertificate"/> and <see cref="RemoveServerCertificate"/>.
    /// </summary>
    public static WebApplicationBuilder AddAuthority(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<AuthorityOptions>().BindConfiguration(AuthorityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthorityOptions>, AuthorityOptionsValidator>();
        builder.AddDatabase<AuthorityContext>("authority");
        services.AddSingleton<CurrentFacts>().AddSingleton<AuthorityTokens>();
        services.AddCertificates();
        services.AddSingleton<AnswerStatus>();
        services.AddPublication();
        services.AddHealthChecks().AddCheck<TokensHealth>("tokens").AddCheck<ConfigurationHealth>("configuration");
        services.Configure<HealthCheckOptions>(health => health.ResponseWriter = ReadinessText.WriteAsync);
        return builder;
    }

    /// <summary>
    /// Maps the role's endpoints, all for anybody: <c>/ocsp</c>, <c>/tsa</c>, <c>/internalconf</c> and <c>/externalconf</c> with the
    /// files they list, <c>/anchor/internal</c> and <c>/anchor/external</c>.
    /// </summary>
    public static WebApplication MapAuthority(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapStatus();
        app.MapTimestamps();
        app.MapPublication();
        return app;
    }

    // The use cases are public for hosts, and made here alone.
    private static void AddCertificates(this IServiceCollection services)
    {
        services.AddSingleton<CertificateAuthority>().AddSingleton<CertificateRegister>().AddSingleton<ServiceCertificates>().AddSingleton<StatusChange>();
        services.AddSingleton(provider => new IssueCertificate(
            provider.GetRequiredService<CertificateAuthority>(), provider.GetRequiredService<CertificateRegister>(), provider.GetRequiredService<CurrentFacts>(),
            provider.GetRequiredService<IOptions<AuthorityOptions>>(), provider.GetRequiredService<ILogger<IssueCertificate>>()));
        services.AddSingleton(provider => new RevokeCertificate(provider.GetRequiredService<StatusChange>()));
        services.AddSingleton(provider => new SuspendCertificate(provider.GetRequiredService<StatusChange>()));
        services.AddSingleton(provider => new ReleaseCertificate(provider.GetRequiredService<StatusChange>()));
    }

    private static void AddPublication(this IServiceCollection services)
    {
        services.AddSingleton<ServerCertificates>().AddSingleton<ConfigurationKeys>().AddSingleton<ComposeConfiguration>().AddSingleton<ConfigurationPublisher>();
        services.AddHostedService<ConfigurationRefresher>();
        services.AddSingleton(provider => new RegisterServerCertificate(
            provider.GetRequiredService<CurrentFacts>(), provider.GetRequiredService<CertificateRegister>(), provider.GetRequiredService<ServerCertificates>(),
            provider.GetRequiredService<ConfigurationPublisher>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RemoveServerCertificate(
            provider.GetRequiredService<ServerCertificates>(), provider.GetRequiredService<ConfigurationPublisher>()));
    }
}
