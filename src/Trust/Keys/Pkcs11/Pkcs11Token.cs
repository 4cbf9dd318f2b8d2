using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>
/// A token behind a PKCS #11 module (v2.40 or 3.0): a hardware module, a smart card, SoftHSM. Private keys are made in it and never
/// leave it; certificates lie beside them as objects. Threads share it and sign in parallel.
/// <para>
/// Signatures, certificates and everything else that takes an <see cref="AsymmetricAlgorithm"/> work unchanged. TLS does not: on Linux
/// the framework's TLS takes a key out of its object, so that TLS keys stay in a <see cref="SoftToken"/>.
/// </para>
/// </summary>
public sealed class Pkcs11Token : IKeyToken
{
    private const int IdLength = 16;
    private readonly ConcurrentDictionary<string, TokenKey> _keys = new(StringComparer.Ordinal);
    private readonly Lock _making = new();
    private readonly Pkcs11Sessions _sessions;

    private Pkcs11Token(string label, Pkcs11Sessions sessions) => (Label, _sessions) = (label, sessions);

    /// <summary>The token's label.</summary>
    public string Label { get; }

    /// <summary>
    /// Loads the module, finds the token and logs in as its user, once. A process is logged in to a token or not: if another object of it
    /// is, the PIN is not looked at.
    /// </summary>
    /// <param name="library">The module's shared library.</param>
    /// <param name="tokenLabel">The token's label.</param>
    /// <param name="pin">The user's PIN. Its copies here are erased; the caller's is the caller's.</param>
    /// <exception cref="Pkcs11Exception">There is no such module or token, or the PIN is refused; it is never tried a second time.</exception>
    /// <exception cref="PlatformNotSupportedException">This is Windows.</exception>
    public static Pkcs11Token Open(string library, string tokenLabel, ReadOnlySpan<char> pin)
    {
        var module = Cryptoki.Load(library);
        foreach (var slot in module.Slots())
        {
            var (label, maxSessions) = module.TokenInfo(slot);
            if (label == tokenLabel)
                return new Pkcs11Token(label, LogIn(module, slot, maxSessions, pin));
        }

        throw new Pkcs11Exception(Pkcs11Fault.NoToken, $"The module has no token called '{tokenLabel}'.");
    }

    /// <inheritdoc />
    /// <exception cref="Pkcs11Exception">The token fails, or has several keys with the label, or one of another kind.</exception>
    public TokenKey? Find(string label)
    {
        if (_keys.TryGetValue(label, out var known))
            return known;

        lock (_making)
            return _keys.TryGetValue(label, out known) ? known : Load(label, id: null);
    }

    /// <summary>The key with this CKA_ID, or null if the token has none.</summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public TokenKey? FindById(ReadOnlySpan<byte> id)
    {
        var value = id.ToArray();
        var label = _sessions.Run((module, session) =>
            Pkcs11Objects.FindPrivateKey(module, session, label: null, value) is { } handle
                ? Encoding.UTF8.GetString(module.Attribute(session, handle, Cka.Label) ?? [])
                : null);
        return label is null ? null : Find(label);
    }

    /// <inheritdoc />
    /// <exception cref="Pkcs11Exception">The token fails, or does not make keys of this kind.</exception>
    public TokenKey GetOrCreate(string label, KeyKind kind = KeyKind.EcdsaP256)
    {
        if (Find(label) is { } found)
            return found;

        lock (_making)
        {
            if (_keys.TryGetValue(label, out var made))
                return made;
            var id = RandomNumberGenerator.GetBytes(IdLength);
            _sessions.Run((module, session) =>
            {
                Pkcs11Objects.Generate(module, session, label, id, kind);
                return true;
            });
            return Load(label, id)!;
        }
    }

    /// <inheritdoc />
    /// <exception cref="Pkcs11Exception">The token fails, or keeps no certificates.</exception>
    public void SetCertificate(TokenKey key, X509Certificate2 certificate, params ReadOnlySpan<X509Certificate2> issuers)
    {
        if (!key.Owns(certificate))
            throw new ArgumentException($"The certificate is not of the key '{key.Label}'.", nameof(certificate));

        X509Certificate2[] chain = [certificate, .. issuers];
        key.ReplaceCertificates(_sessions.Run((module, session) =>
        {
            var id = IdOf(module, session, key.Label);
            Pkcs11Objects.ReplaceCertificates(module, session, key.Label, id, chain);
            return Pkcs11Objects.ReadCertificates(module, session, key.Label, id);
        }));
    }

    /// <summary>Closes the sessions; with the last of the process, the token logs out.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
        _keys.Clear();
        _sessions.Dispose();
    }

    private static Pkcs11Sessions LogIn(Cryptoki module, nuint slot, nuint maxSessions, ReadOnlySpan<char> pin)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(pin), pinned: true);
        try
        {
            Encoding.UTF8.GetBytes(pin, bytes);
            return new Pkcs11Sessions(module, slot, maxSessions, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private TokenKey? Load(string label, byte[]? id) => _sessions.Run((module, session) =>
    {
        if (Pkcs11Objects.FindPrivateKey(module, session, label, id) is not { } handle)
            return null;
        var key = Pkcs11Objects.Open(module, session, _sessions, handle);
        var certificates = Pkcs11Objects.ReadCertificates(module, session, label, module.Attribute(session, handle, Cka.Id) ?? []);
        return _keys[label] = new TokenKey(label, key, certificates, isExportable: false);
    });

    private static byte[] IdOf(Cryptoki module, nuint session, string label) =>
        Pkcs11Objects.FindPrivateKey(module, session, label, id: null) is { } handle ? module.Attribute(session, handle, Cka.Id) ?? [] : [];
}
