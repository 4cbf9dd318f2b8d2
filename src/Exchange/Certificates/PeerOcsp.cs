using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Peers;
using Cabildo.Trust.Revocation;

namespace Cabildo.Exchange.Certificates;

/// <summary>Asks another server for the OCSP answers about its own certificates, at the port that is for that.</summary>
internal sealed class PeerOcsp(BoundedHttp http, TrustSettings settings)
{
    private const int MostAnswers = 10;

    /// <summary>The answers, unverified; else why there are none, a sentence.</summary>
    public async Task<(IReadOnlyList<ReadOnlyMemory<byte>> Answers, string? Problem)> AskAsync(Peer peer, IEnumerable<X509Certificate2> certificates, CancellationToken ct)
    {
        var asked = string.Join('&', certificates.Select(certificate => $"cert={Sha1(certificate)}").Concat(certificates.Select(certificate => $"cert_hash={Thumbprint.Of(certificate)}")));
        var address = new UriBuilder(Uri.UriSchemeHttp, peer.Address, settings.OcspPort, "/") { Query = asked }.Uri;
        var reply = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), MostAnswers * OcspResponse.LargestSize, ct);
        if (!reply.IsOk)
            return ([], reply.Reason);
        return OcspAnswers.Read(reply.ContentType, reply.Body) is { } answers ? (answers, null) : ([], "It answered with something else.");
    }

    private static string Sha1(X509Certificate2 certificate) =>
#pragma warning disable CA5350 // Servers to 7.3 know certificates by no other name; it only names one, whose answer is verified.
        Convert.ToHexStringLower(SHA1.HashData(certificate.RawDataMemory.Span));
#pragma warning restore CA5350
}
