using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Keys;

/// <summary>
/// A folder that keeps private keys and their certificates. Each key is <c>label.key</c>, a PKCS#8 PEM encrypted with
/// the token's passphrase; beside it lies <c>label.crt</c>, its certificate and that certificate's issuers as PEM.
/// Several processes may open one folder: files are written whole and never replaced half-way.
/// </summary>
public sealed class SoftToken : IKeyToken
{
    private readonly ConcurrentDictionary<string, Lazy<TokenKey>> _keys = new(StringComparer.Ordinal);
    private readonly Passphrase _passphrase;
    private readonly Lock _certificates = new();

    private SoftToken(string folder, Passphrase passphrase) => (Folder, _passphrase) = (folder, passphrase);

    /// <summary>The absolute path of the token's folder.</summary>
    public string Folder { get; }

    /// <summary>Opens the token in <paramref name="folder"/>, which is made (mode 0700) if it does not exist.</summary>
    /// <param name="folder">Where the keys lie.</param>
    /// <param name="passphrase">
    /// The secret that encrypts the keys. If null, the token makes one of 256 random bits at first use and keeps it in
    /// the file <c>passphrase</c> (mode 0600): that protects copies of the key files alone, not copies of the folder.
    /// </param>
    public static SoftToken Open(string folder, string? passphrase = null)
    {
        var path = Path.GetFullPath(folder);
        PrivateFile.CreateFolder(path);
        return new SoftToken(path, passphrase is { Length: > 0 } ? Passphrase.Chosen(passphrase) : Passphrase.Kept(path));
    }

    /// <summary>The key with this label; it is made if the token has none.</summary>
    /// <param name="label">1 to 64 of <c>a–z 0–9 - _</c>.</param>
    /// <param name="kind">What to make; an existing key is returned whatever its kind.</param>
    /// <exception cref="CryptographicException">The passphrase does not open the key.</exception>
    public TokenKey GetOrCreate(string label, KeyKind kind = KeyKind.EcdsaP256)
    {
        var key = _keys.GetOrAdd(Checked(label), name => new Lazy<TokenKey>(() => Load(name) ?? Create(name, kind))).Value;
        // Another process may have stored its certificate since.
        if (key.Certificate is null && File.Exists(CertificateFile(label)))
        {
            lock (_certificates)
            {
                if (key.Certificate is null)
                    key.ReplaceCertificates(ReadCertificates(label));
            }
        }

        return key;
    }

    /// <summary>The key with this label, or null if the token has none.</summary>
    /// <exception cref="CryptographicException">The passphrase does not open the key.</exception>
    public TokenKey? Find(string label) =>
        _keys.ContainsKey(Checked(label)) || File.Exists(KeyFile(label)) ? GetOrCreate(label) : null;

    /// <summary>Stores the certificate issued for a key, with its issuers, in place of the one it had.</summary>
    /// <param name="key">A key of this token.</param>
    /// <param name="certificate">A certificate of that key's public half.</param>
    /// <param name="issuers">The certificates above it, nearest first.</param>
    /// <exception cref="ArgumentException">The certificate is of another key.</exception>
    public void SetCertificate(TokenKey key, X509Certificate2 certificate, params ReadOnlySpan<X509Certificate2> issuers)
    {
        if (!key.Owns(certificate))
            throw new ArgumentException($"The certificate is not of the key '{key.Label}'.", nameof(certificate));

        X509Certificate2[] chain = [certificate, .. issuers];
        PrivateFile.Replace(CertificateFile(key.Label), string.Join('\n', chain.Select(link => link.ExportCertificatePem())) + "\n");
        lock (_certificates)
        {
            key.ReplaceCertificates(ReadCertificates(key.Label));
        }
    }

    /// <summary>Releases every key this token has loaded.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values.Where(key => key.IsValueCreated))
            key.Value.Dispose();
        _keys.Clear();
    }

    private TokenKey Create(string label, KeyKind kind)
    {
        using var key = Generate(kind);
        PrivateFile.TryCreate(KeyFile(label), key.ExportEncryptedPkcs8PrivateKeyPem(_passphrase.Text, _passphrase.Parameters) + "\n");
        // What is on disk is what counts: another process may have been first.
        return Load(label)!;
    }

    private TokenKey? Load(string label)
    {
        if (!File.Exists(KeyFile(label)))
            return null;

        var key = Import(File.ReadAllText(KeyFile(label)));
        return new TokenKey(label, key, ReadCertificates(label));
    }

    private AsymmetricAlgorithm Import(string pem)
    {
        var fields = PemEncoding.Find(pem);
        var pkcs8 = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], pkcs8, out _))
            throw new CryptographicException("The key file is not PEM.");

        return TryImport(ECDsa.Create(), pkcs8) ?? TryImport(RSA.Create(), pkcs8)
            ?? throw new CryptographicException("The passphrase does not open the key, or the key is neither elliptic-curve nor RSA.");
    }

    private AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm key, byte[] pkcs8)
    {
        try
        {
            key.ImportEncryptedPkcs8PrivateKey(_passphrase.Text, pkcs8, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private X509Certificate2Collection ReadCertificates(string label)
    {
        var chain = new X509Certificate2Collection();
        if (File.Exists(CertificateFile(label)))
            chain.ImportFromPemFile(CertificateFile(label));
        return chain;
    }

    private string KeyFile(string label) => Path.Combine(Folder, label + ".key");

    private string CertificateFile(string label) => Path.Combine(Folder, label + ".crt");

    private static AsymmetricAlgorithm Generate(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        KeyKind.EcdsaP384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        KeyKind.Rsa2048 => RSA.Create(2048),
        KeyKind.Rsa3072 => RSA.Create(3072),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of key."),
    };

    private static string Checked(string label) =>
        label is { Length: > 0 and <= 64 } && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? label
            : throw new ArgumentException("A key's label is 1 to 64 of a–z, 0–9, '-' and '_'.", nameof(label));
}
