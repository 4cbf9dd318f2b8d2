using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Keys;

/// <summary>
/// Where private keys live: in files (<see cref="SoftToken"/>) or in hardware (<see cref="Pkcs11.Pkcs11Token"/>). Keys are asked for by label
/// and stay the token's: who asks disposes neither them nor their certificates.
/// </summary>
public interface IKeyToken : IDisposable
{
    /// <summary>The key with this label, or null if the token has none.</summary>
    TokenKey? Find(string label);

    /// <summary>The key with this label; it is made if the token has none.</summary>
    /// <param name="label">What the key is called; a soft token takes 1 to 64 of <c>a–z 0–9 - _</c>.</param>
    /// <param name="kind">What to make; an existing key is returned whatever its kind.</param>
    TokenKey GetOrCreate(string label, KeyKind kind = KeyKind.EcdsaP256);

    /// <summary>Stores the certificate issued for a key, with its issuers, in place of the one it had.</summary>
    /// <param name="key">A key of this token.</param>
    /// <param name="certificate">A certificate of that key's public half.</param>
    /// <param name="issuers">The certificates above it, nearest first.</param>
    /// <exception cref="ArgumentException">The certificate is of another key.</exception>
    void SetCertificate(TokenKey key, X509Certificate2 certificate, params ReadOnlySpan<X509Certificate2> issuers);
}
