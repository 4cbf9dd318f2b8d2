using System.Security.Cryptography;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>An ECDSA key whose private half stays in a token; the public half verifies here. Any number of threads may sign.</summary>
internal sealed class Pkcs11Ecdsa : ECDsa
{
    private readonly Pkcs11Sessions _sessions;
    private readonly nuint _handle;
    private readonly ECDsa _public;

    public Pkcs11Ecdsa(Pkcs11Sessions sessions, nuint handle, ECParameters publicKey)
    {
        (_sessions, _handle, _public) = (sessions, handle, Create(publicKey));
        KeySizeValue = _public.KeySize;
        LegalKeySizesValue = [new KeySizes(KeySizeValue, KeySizeValue, 0)];
    }

    // CKM_ECDSA takes a hash and gives r‖s, which is the framework's own form (PKCS #11 §2.3.1; IEEE P1363).
    public override byte[] SignHash(byte[] hash) =>
        _sessions.Run((module, session) => module.Sign(session, _handle, Ckm.Ecdsa, null, hash));

    public override bool VerifyHash(byte[] hash, byte[] signature) => _public.VerifyHash(hash, signature);

    public override ECParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters
        ? throw new CryptographicException("A private key does not leave its token.")
        : _public.ExportParameters(includePrivateParameters: false);

    public override ECParameters ExportExplicitParameters(bool includePrivateParameters) => includePrivateParameters
        ? throw new CryptographicException("A private key does not leave its token.")
        : _public.ExportExplicitParameters(includePrivateParameters: false);

    public override void ImportParameters(ECParameters parameters) => throw new NotSupportedException("A token makes its keys itself.");

    public override void GenerateKey(ECCurve curve) => throw new NotSupportedException("A token makes its keys itself.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _public.Dispose();
        base.Dispose(disposing);
    }
}
