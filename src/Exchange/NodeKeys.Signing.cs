using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange;

/// <content>The keys that members sign with.</content>
public static partial class NodeKeys
{
    private const string SignPrefix = "sign-";
    private const int ReadableLength = 40;
    private const int UniqueLength = 12;

    // ISO 3166-1 leaves XX to its users: no reader of these names looks at the country.
    private const string AnyCountry = "XX";

    /// <summary>
    /// The label under which a node's token holds a member's signing key: the member's class and code as far as a label can say them,
    /// and some of the SHA-256 of its identifier, so that no two members have one.
    /// </summary>
    public static string SigningLabel(MemberId member)
    {
        var readable = $"{member.MemberClass}-{member.MemberCode}".ToLowerInvariant();
        var plain = string.Concat(readable.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(ReadableLength));
        var unique = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member.ToString())))[..UniqueLength];
        return $"{SignPrefix}{plain}-{unique}";
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
        var key = token.GetOrCreate(SigningLabel(member));
        if (key.Certificate is { } certificate && Serves(certificate, authority, [], validity))
            return key;

        var subject = MemberNaming.SubjectOf(profile, member, member.MemberCode, server, AnyCountry)
            ?? throw new ArgumentException($"The profile '{profile}' has no name for {member}.", nameof(profile));
        token.SetCertificate(key, CertificateProfiles.ExchangeSign(authority, key.PublicKey, subject, validity), authority.Certificate!);
        return key;
    }
}
