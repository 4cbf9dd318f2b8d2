using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange;

/// <summary>Makes the key and the certificate with which a node shows other nodes who it is.</summary>
public static partial class NodeKeys
{
    internal const string AuthLabel = "auth";
    private const string AuthorityLabel = "authority";

    /// <summary>
    /// The authority that issues nodes' certificates, kept in <paramref name="token"/>; it is made at first. Use it where no
    /// outside authority does that.
    /// </summary>
    /// <param name="token">A token of its own, in no node's reach.</param>
    /// <param name="name">The authority's common name.</param>
    /// <param name="validity">Of its certificate, if it is made.</param>
    public static TokenKey Authority(SoftToken token, string name, ValidityPeriod validity)
    {
        var key = token.GetOrCreate(AuthorityLabel);
        if (key.Certificate is null)
        {
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(name);
            token.SetCertificate(key, CertificateProfiles.Ca(key, subject.Build(), validity));
        }

        return key;
    }

    /// <summary>
    /// Sees to it that the node's token holds an authentication key and a certificate issued by <paramref name="authority"/>
    /// that lasts to the end of <paramref name="validity"/>'s first half; one that does is kept, so that peers need not be told.
    /// </summary>
    /// <param name="token">The node's token.</param>
    /// <param name="authority">Who issues; see <see cref="Authority"/>.</param>
    /// <param name="server">The node.</param>
    /// <param name="hosts">The addresses and names it answers at.</param>
    /// <param name="validity">From now on.</param>
    /// <returns>The certificate's SHA-256 fingerprint: what the global configuration registers.</returns>
    public static string Ensure(
        SoftToken token, TokenKey authority, SecurityServerId server, IReadOnlyCollection<string> hosts, ValidityPeriod validity)
    {
        // An authority made in the same breath may begin a second later than what it is asked to issue.
        var begins = ValidityPeriod.Of(authority.Certificate!).NotBefore;
        var key = token.GetOrCreate(AuthLabel);
        validity = validity.NotBefore < begins ? new ValidityPeriod(begins, validity.NotAfter) : validity;
        if (key.Certificate is not { } certificate || !Serves(certificate, authority, hosts, validity))
        {
            token.SetCertificate(key, CertificateProfiles.ExchangeAuth(authority, key.PublicKey, Subject(server), hosts, validity), authority.Certificate!);
            certificate = key.Certificate!;
        }

        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private static bool Serves(X509Certificate2 certificate, TokenKey authority, IEnumerable<string> hosts, ValidityPeriod validity) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.Certificate!.SubjectName.RawData)
        && ValidityPeriod.Of(certificate).Contains(new ValidityPeriod(validity.NotBefore, validity.NotBefore + (validity.Length / 2)))
        && hosts.All(host => certificate.MatchesHostname(host));

    // The certificate profile of X-Road's test authorities: who runs the server, and which server it is.
    private static X500DistinguishedName Subject(SecurityServerId server)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add("2.5.4.5", $"{server.Owner.Instance}/{server.Code}/{server.Owner.MemberClass}");
        subject.AddCommonName(server.Code);
        subject.AddOrganizationName(server.Owner.MemberCode);
        return subject.Build();
    }
}
