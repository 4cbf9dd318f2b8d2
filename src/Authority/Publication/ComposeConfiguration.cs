using Cabildo.Authority.Certificates;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Servers;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Publication;

/// <summary>Brings together what a configuration says: the facts, and what the authority itself issued and registered.</summary>
internal sealed class ComposeConfiguration(
    CurrentFacts facts, CertificateAuthority authority, ServiceCertificates services, ServerCertificates servers, IOptions<AuthorityOptions> options)
{
    /// <summary>What there is to say now.</summary>
    /// <param name="internalKeys">The keys of the internal configuration.</param>
    /// <param name="externalKeys">The keys of the external configuration.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(SharedParameters Shared, PrivateParameters Private)> RunAsync(KeyRing internalKeys, KeyRing externalKeys, CancellationToken ct)
    {
        facts.Follow();
        var now = facts.Value;
        var own = await services.CurrentAsync(ct);
        var hashes = await servers.AllAsync(ct);
        var shared = new SharedParameters
        {
            InstanceIdentifier = now.Instance,
            // X-Road's clients make an address of it: https://{address}/internalconf, or http.
            Sources = [new ConfigurationSource(new Uri(options.Value.PublicUrl).Authority, internalKeys.Published, externalKeys.Published)],
            ApprovedCas = [Ca(own)],
            ApprovedTsas = [.. own.TimestampingCertificates.Select(Tsa)],
            Members = now.Members,
            SecurityServers = [.. now.Servers.Select(server => server with { AuthCertificateHashes = [.. hashes[server.Id.ToString()].Select(Hash)] })],
            GlobalGroups = now.GlobalGroups,
            MemberClasses = now.MemberClasses,
            OcspFreshness = now.OcspFreshness,
        };
        return (shared, new PrivateParameters(now.Instance, now.FederatedAnchors, now.Management, now.TimestampingInterval));
    }

    private ApprovedCa Ca(ServiceCertificates.Snapshot own) => new()
    {
        Name = options.Value.Name,
        TopCa = new CaCertificate(
            EncodedCertificate.From(authority.Certificate),
            [new OcspResponder(options.Value.OcspUrl.AbsoluteUri, EncodedCertificate.From(own.Responder.Certificate), CostType.Free)]),
        CertificateProfileInfo = options.Value.CertificateProfileInfo,
        DefaultCsrFormat = CsrFormat.Der,
    };

    // One entry for each certificate: a server takes an authority to have one.
    private ApprovedTsa Tsa(byte[] certificate, int index) => new(
        index == 0 ? options.Value.Name : $"{options.Value.Name} ({index})", options.Value.TimestampUrl.AbsoluteUri, EncodedCertificate.From(certificate), CostType.Free);

    private static CertificateHash Hash(string fingerprint) => CertificateHash.FromBytes(Convert.FromHexString(fingerprint))!;
}
