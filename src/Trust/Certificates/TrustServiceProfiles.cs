using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Certificates;

/// <content>The certificates of who vouches for others: authorities, OCSP responders, timestamping authorities.</content>
public static partial class CertificateProfiles
{
    /// <summary>id-kp-OCSPSigning (RFC 6960 §4.2.2.2).</summary>
    public const string OcspResponderUsage = "1.3.6.1.5.5.7.3.9";

    /// <summary>id-kp-timeStamping (RFC 3161 §2.3).</summary>
    public const string TimestampingUsage = "1.3.6.1.5.5.7.3.8";

    // id-pkix-ocsp-nocheck; its value is NULL.
    private const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";
    private static readonly byte[] Null = [0x05, 0x00];

    /// <summary>An authority under another, one level less deep (RFC 5280 §4.2.1.9).</summary>
    /// <param name="issuer">The authority above: its key, with its certificate.</param>
    /// <param name="publicKey">The new authority's public key.</param>
    /// <param name="subject">Its name.</param>
    /// <param name="validity">Within the issuer's own.</param>
    /// <exception cref="ArgumentException">The issuer may have no authorities below it.</exception>
    public static X509Certificate2 SubordinateCa(TokenKey issuer, PublicKey publicKey, X500DistinguishedName subject, ValidityPeriod validity)
    {
        var above = issuer.Certificate?.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        if (above is { HasPathLengthConstraint: true, PathLengthConstraint: 0 })
            throw new ArgumentException($"The authority '{issuer.Label}' issues end certificates only.", nameof(issuer));

        var below = above is { HasPathLengthConstraint: true } ? above.PathLengthConstraint - 1 : 0;
        return CertificateDraft.Of(subject, publicKey)
            .With(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, below, critical: true))
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true))
            .IssuedBy(issuer, validity);
    }

    /// <summary>
    /// A key that answers for its issuer about revocation (RFC 6960 §4.2.2.2). It says itself that its own status is not asked
    /// (id-pkix-ocsp-nocheck, §4.2.2.2.1): so it is to live briefly, for there is no other way to withdraw it.
    /// </summary>
    /// <inheritdoc cref="SubordinateCa" path="/param"/>
    public static X509Certificate2 OcspResponder(TokenKey issuer, PublicKey publicKey, X500DistinguishedName subject, ValidityPeriod validity) =>
        CertificateDraft.Of(subject, publicKey)
            .With(EndEntity())
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true))
            .With(new X509EnhancedKeyUsageExtension([new(OcspResponderUsage)], critical: false))
            .With(new X509Extension(OcspNoCheck, Null, critical: false))
            .IssuedBy(issuer, validity);

    /// <summary>A key that signs timestamps and nothing else: the one extended usage, and critical (RFC 3161 §2.3).</summary>
    /// <inheritdoc cref="SubordinateCa" path="/param"/>
    public static X509Certificate2 TimestampAuthority(
        TokenKey issuer, PublicKey publicKey, X500DistinguishedName subject, ValidityPeriod validity, Uri? ocsp = null) =>
        CertificateDraft.Of(subject, publicKey)
            .With(EndEntity())
            .With(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true))
            .With(new X509EnhancedKeyUsageExtension([new(TimestampingUsage)], critical: true))
            .WithStatusAt(ocsp)
            .IssuedBy(issuer, validity);
}
