using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange;

/// <summary>
/// The keys of a node, in its token: one with which the server shows others who it is, and one for each member that it signs for. They
/// are made here and never leave; what leaves is a request for a certificate (PKCS #10), and what comes back is the certificate.
/// </summary>
public static partial class NodeKeys
{
    internal const string AuthLabel = "auth";

    /// <summary>The label of the key with which the server authenticates itself.</summary>
    public static string AuthenticationLabel => AuthLabel;

    /// <summary>A request for the server's authentication certificate; the key is made if it is not there.</summary>
    /// <param name="token">The node's token.</param>
    /// <param name="server">The server.</param>
    /// <param name="kind">What to make.</param>
    /// <returns>PKCS #10 in PEM.</returns>
    public static string RequestAuthentication(SoftToken token, SecurityServerId server, KeyKind kind = KeyKind.EcdsaP256) =>
        Request(token.GetOrCreate(AuthLabel, kind), Subject(server, server.Owner, server.Code));

    /// <summary>A request for a member's signing certificate; the key is made if it is not there.</summary>
    /// <param name="token">The node's token.</param>
    /// <param name="server">The server that keeps the key.</param>
    /// <param name="member">The member.</param>
    /// <param name="kind">What to make.</param>
    /// <returns>PKCS #10 in PEM.</returns>
    public static string RequestSigning(SoftToken token, SecurityServerId server, MemberId member, KeyKind kind = KeyKind.EcdsaP256) =>
        Request(token.GetOrCreate(SigningLabel(member), kind), Subject(server, member, member.MemberCode));

    /// <summary>Stores a certificate beside the key it is of.</summary>
    /// <param name="token">The node's token.</param>
    /// <param name="members">Whose signing keys may lie in the token.</param>
    /// <param name="chain">The certificate and those above it, nearest first.</param>
    /// <returns>The label of its key; null if the token has no such key.</returns>
    public static string? Install(SoftToken token, IEnumerable<MemberId> members, IReadOnlyList<X509Certificate2> chain)
    {
        foreach (var label in members.Select(SigningLabel).Prepend(AuthLabel))
        {
            if (token.Find(label) is not { } key || !key.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(chain[0].PublicKey.ExportSubjectPublicKeyInfo()))
                continue;
            token.SetCertificate(key, chain[0], [.. chain.Skip(1)]);
            return label;
        }

        return null;
    }

    private static string Request(TokenKey key, X500DistinguishedName subject) => key.Key switch
    {
        ECDsa ec => new CertificateRequest(subject, ec, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
        RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem(),
        _ => throw new CryptographicException($"The key '{key.Label}' is of a kind that asks for no certificate."),
    };

    // What authorities of X-Road instances expect to read: who runs the server, and which server it is.
    private static X500DistinguishedName Subject(SecurityServerId server, MemberId member, string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add("2.5.4.5", $"{member.Instance}/{server.Code}/{member.MemberClass}");
        subject.AddCommonName(name);
        subject.AddOrganizationName(member.MemberCode);
        return subject.Build();
    }
}
