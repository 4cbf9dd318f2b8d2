using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Certificates;

/// <summary>
/// The kinds of certificate the platform issues, each with exactly the extensions its readers ask for. Keys may be
/// ECDSA or RSA of at least 2,048 bits. Every method throws <see cref="ArgumentException"/> when the asked validity, key or name
/// does not fit the profile.
/// </summary>
public static partial class CertificateProfiles
{
    /// <summary>id-mdl-kp-mdlDS, the extended key usage of document signers (ISO/IEC 18013-5 B.1.4).</summary>
    public const string DocumentSignerUsage = "1.0.18013.5.1.2";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int LongestIacaYears = 20;
    private const int LongestDocumentSignerDays = 457;

    /// <summary>A self-signed root.</summary>
    /// <param name="key">The root's key.</param>
    /// <param name="subject">Its name.</param>
    /// <param name="validity">Bounds that of everything below it.</param>
    /// <param name="levelsBelow">How many authorities may stand one under another below it (RFC 5280 §4.2.1.9); 0: end certificates only.</param>
    public static X509Certificate2 Ca(TokenKey key, X500DistinguishedName subject, ValidityPeriod validity, int levelsBelow = 0) =>
        CertificateDraft.Of(subject, key.PublicKey)
            .With(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, levelsBelow, critical: true))
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true))
            .SelfSigned(key, validity);

    /// <summary>A security server's TLS certificate, for both ends of the connection between servers.</summary>
    /// <param name="issuer">The authority: its key, with its certificate.</param>
    /// <param name="publicKey">The server's public key.</param>
    /// <param name="subject">The server's name, as the authority's certificate profile has it.</param>
    /// <param name="hosts">DNS names and IP addresses the server answers at; at least one.</param>
    /// <param name="validity">Within the authority's own.</param>
    /// <param name="ocsp">Where the certificate's status is asked (authorityInfoAccess, RFC 5280 §4.2.2.1); null leaves it to the configuration.</param>
    public static X509Certificate2 ExchangeAuth(
        TokenKey issuer, PublicKey publicKey, X500DistinguishedName subject, IReadOnlyCollection<string> hosts, ValidityPeriod validity, Uri? ocsp = null) =>
        CertificateDraft.Of(subject, publicKey)
            .With(EndEntity())
            .With(new X509KeyUsageExtension(TlsUsage(publicKey), critical: true))
            .With(new X509EnhancedKeyUsageExtension([new(ServerAuthentication), new(ClientAuthentication)], critical: false))
            .With(AlternativeNames(hosts))
            .WithStatusAt(ocsp)
            .IssuedBy(issuer, validity);

    /// <summary>A member's signing certificate: nonRepudiation and nothing else, as X-Road's verifiers ask.</summary>
    /// <param name="issuer">The authority: its key, with its certificate.</param>
    /// <param name="publicKey">The member's public key.</param>
    /// <param name="subject">The member's name, as the authority's certificate profile has it.</param>
    /// <param name="validity">Within the authority's own.</param>
    /// <param name="ocsp">Where the certificate's status is asked (authorityInfoAccess, RFC 5280 §4.2.2.1); null leaves it to the configuration.</param>
    public static X509Certificate2 ExchangeSign(
        TokenKey issuer, PublicKey publicKey, X500DistinguishedName subject, ValidityPeriod validity, Uri? ocsp = null) =>
        CertificateDraft.Of(subject, publicKey)
            .With(EndEntity())
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true))
            .WithStatusAt(ocsp)
            .IssuedBy(issuer, validity);

    /// <summary>The self-signed root of an authority that issues mobile documents (ISO/IEC 18013-5 B.1.2); at most 20 years.</summary>
    public static X509Certificate2 Iaca(TokenKey key, MdocAuthority authority, ValidityPeriod validity)
    {
        if (validity.NotAfter > validity.NotBefore.AddYears(LongestIacaYears))
            throw new ArgumentException($"An IACA certificate lasts at most {LongestIacaYears} years.", nameof(validity));

        return CertificateDraft.Of(MdocSubject(authority.Country, authority.Name), key.PublicKey)
            .With(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true))
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true))
            .With(IssuerAlternativeName(authority.Contact))
            .With(RevocationPoint(authority.RevocationList))
            .SelfSigned(key, validity);
    }

    /// <summary>The certificate of a key that signs documents (ISO/IEC 18013-5 B.1.4); at most 457 days.</summary>
    /// <param name="iaca">The authority's root key, with its certificate.</param>
    /// <param name="authority">The same authority the root was made for.</param>
    /// <param name="name">The signer's common name.</param>
    /// <param name="publicKey">The signer's public key.</param>
    /// <param name="validity">Within the root's own.</param>
    public static X509Certificate2 DocumentSigner(
        TokenKey iaca, MdocAuthority authority, string name, PublicKey publicKey, ValidityPeriod validity)
    {
        if (validity.Length > TimeSpan.FromDays(LongestDocumentSignerDays))
            throw new ArgumentException($"A document signer's certificate lasts at most {LongestDocumentSignerDays} days.", nameof(validity));

        return CertificateDraft.Of(MdocSubject(authority.Country, name), publicKey)
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true))
            .With(new X509EnhancedKeyUsageExtension([new(DocumentSignerUsage)], critical: true))
            .With(IssuerAlternativeName(authority.Contact))
            .With(RevocationPoint(authority.RevocationList))
            .IssuedBy(iaca, validity);
    }

    // RSA peers of TLS 1.2 may still encipher the session key (RFC 5246 §7.4.7.1); an EC key cannot.
    private static X509KeyUsageFlags TlsUsage(PublicKey key) => key.GetRSAPublicKey() is null
        ? X509KeyUsageFlags.DigitalSignature
        : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment;

    private static X509BasicConstraintsExtension EndEntity() => new(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true);

    private static X509Extension AlternativeNames(IReadOnlyCollection<string> hosts)
    {
        if (hosts.Count == 0)
            throw new ArgumentException("A TLS certificate needs at least one name or address.", nameof(hosts));

        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }

    private static X509Extension IssuerAlternativeName(Uri contact)
    {
        var name = new SubjectAlternativeNameBuilder();
        name.AddUri(contact);
        return new X509Extension("2.5.29.18", name.Build().RawData, critical: false);
    }

    private static X509Extension RevocationPoint(Uri list) =>
        CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list.AbsoluteUri]);

    private static X500DistinguishedName MdocSubject(string country, string name)
    {
        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            throw new ArgumentException("A country is two capital letters (ISO 3166-1).", nameof(country));

        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        subject.AddCountryOrRegion(country);
        return subject.Build();
    }
}
