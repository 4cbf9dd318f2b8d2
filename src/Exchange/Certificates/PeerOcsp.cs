using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Peers;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.OcspRetrieval;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Certificates;

/// <summary>Asks another server for the OCSP answers about its own certificates, at the port that is for that.</summary>
internal sealed class PeerOcsp(BoundedHttp http, TrustSettings settings)
{
    private const int MostBytes = 12 * OcspResponse.LargestSize;

    /// <summary>The answers, unverified; else why there are none, a sentence.</summary>
    /// <param name="peer">The server.</param>
    /// <param name="certificates">Its certificate and those above it.</param>
    /// <param name="ct">Calls it off.</param>
    public async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Answers, string? Problem)> AskAsync(Peer peer, IReadOnlyCollection<X509Certificate2> certificates, CancellationToken ct)
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, peer.Address, settings.OcspPort, "/") { Query = OcspQuery.Write(certificates) }.Uri;
        var reply = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), MostBytes, ct);
        if (!reply.IsOk)
            return ([], reply.Reason);
        try
        {
            return (await OcspAnswer.ReadAsync(new MemoryStream(reply.Body.ToArray(), writable: false), reply.ContentType, ct), null);
        }
        catch (MalformedTransportException malformed)
        {
            return ([], malformed.Message);
        }
    }
}
