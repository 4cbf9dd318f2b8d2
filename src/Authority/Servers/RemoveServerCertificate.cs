using Cabildo.Authority.Publication;
using Cabildo.Platform.Refusals;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Servers;

/// <summary>Takes a server's certificate out of the configuration: other servers then no longer take it for that server's.</summary>
public sealed class RemoveServerCertificate
{
    private readonly ServerCertificates _servers;
    private readonly ConfigurationPublisher _publisher;

    internal RemoveServerCertificate(ServerCertificates servers, ConfigurationPublisher publisher) => (_servers, _publisher) = (servers, publisher);

    /// <summary>Removes it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="certificate">Its certificate in DER.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null, or <c>not-registered</c>.</returns>
    public async Task<Refusal?> RunAsync(SecurityServerId server, ReadOnlyMemory<byte> certificate, CancellationToken ct)
    {
        if (!await _servers.RemoveAsync(RegisterServerCertificate.FingerprintOf(certificate), server.ToString(), ct))
            return new Refusal("not-registered", $"The certificate is not registered for {server}.", 404);
        _publisher.Changed();
        return null;
    }
}
