using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Configuration;

/// <summary>What it takes to have a global configuration.</summary>
internal static class ConfigurationServices
{
    public static IServiceCollection AddGlobalConfiguration(this IServiceCollection services)
    {
        services.AddSingleton(provider => TrustSettings.Of(provider.GetRequiredService<IOptions<ExchangeOptions>>().Value));
        services.AddSingleton<BoundedHttp>();
        services.AddSingleton<NodeConfiguration>();
        services.AddSingleton<KeptConfiguration>();
        services.AddSingleton<InstanceDownload>();
        services.AddSingleton<ConfigurationState>();
        services.AddSingleton<ConfigurationRefresh>();
        services.AddSingleton<ConfigurationClient>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationClient>());
        return services;
    }
}
