using System.Formats.Asn1;
using System.Security.Cryptography;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>An RSA key whose private half stays in a token; it signs and does not decrypt. Any number of threads may sign.</summary>
internal sealed class Pkcs11Rsa : RSA
{
    private readonly Pkcs11Sessions _sessions;
    private readonly nuint _handle;
    private readonly RSA _public;

    public Pkcs11Rsa(Pkcs11Sessions sessions, nuint handle, RSAParameters publicKey)
    {
        (_sessions, _handle, _public) = (sessions, handle, Create(publicKey));
        KeySizeValue = _public.KeySize;
        LegalKeySizesValue = [new KeySizes(KeySizeValue, KeySizeValue, 0)];
    }

    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        if (!DigestAlgorithm.TryFromHash(hashAlgorithm, out var digest) || hash.Length != digest.Size)
            throw new CryptographicException($"A hash by {hashAlgorithm} of {hash.Length} bytes is not signed.");
        if (padding == RSASignaturePadding.Pkcs1)
        {
            var info = DigestInfo(digest, hash);
            return _sessions.Run((module, session) => module.Sign(session, _handle, Ckm.RsaPkcs, null, info));
        }

        if (padding != RSASignaturePadding.Pss)
            throw new CryptographicException($"The padding {padding} is not one of signatures.");
        return _sessions.Run((module, session) => module.Sign(session, _handle, Ckm.RsaPss, Pss(digest), hash));
    }

    public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
        _public.VerifyHash(hash, signature, hashAlgorithm, padding);

    public override RSAParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters
        ? throw new CryptographicException("A private key does not leave its token.")
        : _public.ExportParameters(includePrivateParameters: false);

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException("A token makes its keys itself.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _public.Dispose();
        base.Dispose(disposing);
    }

    // CKM_RSA_PKCS pads only: what it pads is ours to make (RFC 8017 §9.2, PKCS #11 §2.1.6).
    private static byte[] DigestInfo(DigestAlgorithm digest, byte[] hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            AlgorithmIdentifier.WriteHash(writer, AlgorithmIdentifier.OidOf(digest));
            writer.WriteOctetString(hash);
        }

        return writer.Encode();
    }

    // A salt as long as the hash, as the framework verifies it.
    private static CkPssParameters Pss(DigestAlgorithm digest)
    {
        var (hash, mask) = digest.Size switch
        {
            SHA256.HashSizeInBytes => (Ckm.Sha256, Ckm.Mgf1Sha256),
            SHA384.HashSizeInBytes => (Ckm.Sha384, Ckm.Mgf1Sha384),
            _ => (Ckm.Sha512, Ckm.Mgf1Sha512),
        };
        return new CkPssParameters { Hash = hash, Mask = mask, SaltLength = (nuint)digest.Size };
    }
}
