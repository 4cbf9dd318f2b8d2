using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Documents.Publishing;

namespace Cabildo.Documents.Issuer;

/// <summary>
/// The authority's certificate revocation list, which its certificates point to (ISO/IEC 18013-5 B.1.2). It names no certificate:
/// verifiers of codes learn of a withdrawn signer from the trust list.
/// </summary>
internal sealed class RevocationList(IssuerKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan SignedAnewAfter = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private SignedDocument? _current;

    public SignedDocument Get()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_current is null || now - _current.IssuedAt >= SignedAnewAfter) _current = Sign(now);
            return _current;
        }
    }

    private SignedDocument Sign(DateTimeOffset now)
    {
        // CRL numbers must grow (RFC 5280 §5.2.3); seconds do.
        var list = new CertificateRevocationListBuilder()
            .Build(keys.Authority, new BigInteger(now.ToUnixTimeSeconds()), now + Lifetime, HashAlgorithmName.SHA256, thisUpdate: now);
        return new SignedDocument(list, "application/pkix-crl", now, SignedAnewAfter);
    }
}
