using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Certificates;

/// <summary>What it takes to know what certificates are worth: this server's and others'.</summary>
internal static class CertificateServices
{
    public static IServiceCollection AddNodeCertificates(this IServiceCollection services)
    {
        services.AddSingleton<KeptAnswers>();
        services.AddSingleton<OcspFetch>();
        services.AddSingleton<OwnOcsp>();
        services.AddSingleton<OcspRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<OcspRefresh>());
        services.AddSingleton<MemberSigners>();
        services.AddSingleton<OcspDoor>();
        services.AddSingleton<PeerOcsp>();
        services.AddSingleton<PeerCertificates>();
        return services;
    }
}
