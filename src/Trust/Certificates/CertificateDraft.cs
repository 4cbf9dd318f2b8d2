using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Certificates;

/// <summary>A certificate being drawn up: the extensions every profile has in common, and the issuer's signature.</summary>
internal sealed class CertificateDraft
{
    private const int SerialNumberBytes = 16;
    private const int SmallestRsaBits = 2048;
    private readonly CertificateRequest _request;

    private CertificateDraft(X500DistinguishedName subject, PublicKey key)
    {
        _request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, critical: false));
    }

    public static CertificateDraft Of(X500DistinguishedName subject, PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null && rsa.KeySize < SmallestRsaBits)
            throw new ArgumentException($"An RSA key has at least {SmallestRsaBits} bits.", nameof(key));
        return new CertificateDraft(subject, key);
    }

    public CertificateDraft With(X509Extension extension)
    {
        _request.CertificateExtensions.Add(extension);
        return this;
    }

    public CertificateDraft WithStatusAt(Uri? ocsp) =>
        ocsp is null ? this : With(new X509AuthorityInformationAccessExtension([ocsp.AbsoluteUri], caIssuersUris: null));

    public X509Certificate2 SelfSigned(TokenKey key, ValidityPeriod validity) => Sign(_request.SubjectName, key, validity);

    public X509Certificate2 IssuedBy(TokenKey issuer, ValidityPeriod validity)
    {
        var authority = issuer.Certificate
            ?? throw new ArgumentException($"The key '{issuer.Label}' has no certificate to issue under.", nameof(issuer));
        if (!authority.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority))
            throw new ArgumentException($"The certificate of '{issuer.Label}' is not an authority's.", nameof(issuer));
        if (!ValidityPeriod.Of(authority).Contains(validity))
            throw new ArgumentException("A certificate's validity lies within its issuer's.", nameof(validity));

        With(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return Sign(authority.SubjectName, issuer, validity);
    }

    private X509Certificate2 Sign(X500DistinguishedName issuer, TokenKey key, ValidityPeriod validity) =>
        _request.Create(issuer, Signer(key), validity.NotBefore, validity.NotAfter, NewSerialNumber());

    private static X509SignatureGenerator Signer(TokenKey key) => key.Key switch
    {
        ECDsa ecdsa => X509SignatureGenerator.CreateForECDsa(ecdsa),
        RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
        _ => throw new NotSupportedException($"Keys of type {key.Key.GetType().Name} do not sign certificates."),
    };

    // RFC 5280 §4.1.2.2: positive and at most 20 octets; unpredictable, so that a collision attack has no prefix to work on.
    private static byte[] NewSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
