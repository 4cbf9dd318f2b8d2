using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests;

/// <summary>Makes certificates as an authority would, with any validity and for any key: also those that none would issue.</summary>
internal static class TestKeys
{
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
    /// <returns>The certificate's SHA-256 fingerprint: what peers list in <see cref="PeerOptions.Certificates"/>.</returns>
    public static string Ensure(
        SoftToken token, TokenKey authority, SecurityServerId server, IReadOnlyCollection<string> hosts, ValidityPeriod validity)
    {
        // An authority made in the same breath may begin a second later than what it is asked to issue.
        var begins = ValidityPeriod.Of(authority.Certificate!).NotBefore;
        var key = token.GetOrCreate(NodeKeys.AuthenticationLabel);
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

    /// <summary>
    /// Sees to it that the node's token holds a signing key of a member, and a certificate for it that names the member as the
    /// authority's profile has it and lasts to the end of <paramref name="validity"/>'s first half.
    /// </summary>
    /// <param name="token">The node's token.</param>
    /// <param name="authority">Who issues.</param>
    /// <param name="profile">How the authority's certificates name members: the certificateProfileInfo of the global configuration.</param>
    /// <param name="member">The member.</param>
    /// <param name="server">The node.</param>
    /// <param name="validity">From now on.</param>
    /// <exception cref="ArgumentException">The profile is unknown, or cannot name the member.</exception>
    public static TokenKey EnsureSigning(SoftToken token, TokenKey authority, string profile, MemberId member, SecurityServerId server, ValidityPeriod validity)
    {
        var begins = ValidityPeriod.Of(authority.Certificate!).NotBefore;
        validity = validity.NotBefore < begins ? new ValidityPeriod(begins, validity.NotAfter) : validity;
        var key = token.GetOrCreate(NodeKeys.SigningLabel(member));
        if (key.Certificate is { } certificate && Serves(certificate, authority, [], validity))
            return key;

        var subject = MemberNaming.SubjectOf(profile, member, member.MemberCode, server, AnyCountry)
            ?? throw new ArgumentException($"The profile '{profile}' has no name for {member}.", nameof(profile));
        token.SetCertificate(key, CertificateProfiles.ExchangeSign(authority, key.PublicKey, subject, validity), authority.Certificate!);
        return key;
    }

    // ISO 3166-1 leaves XX to its users: no reader of these names looks at the country.
    private const string AnyCountry = "XX";
}
