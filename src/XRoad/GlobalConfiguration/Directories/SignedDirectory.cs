using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>
/// A configuration as it is downloaded: multipart/related of a directory and its signature (PR-GCONF 2.3). What is signed is
/// the body of the first part, without its headers and without the line end before the boundary. Nothing of the directory is
/// read before its signature holds.
/// </summary>
public sealed class SignedDirectory
{
    /// <summary>Most bytes of a signed directory: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly string _boundary;

    private SignedDirectory(ReadOnlyMemory<byte> signedBytes, string boundary, MimePart signature)
    {
        (SignedBytes, _boundary) = (signedBytes, boundary);
        signature.Expect("content-type", "application/octet-stream");
        signature.Expect("content-transfer-encoding", "base64");
        SignatureAlgorithmUri = signature.Required("signature-algorithm-id");
        var hash = signature.RequiredValue("verification-certificate-hash");
        CertificateHashUri = hash["hash-algorithm-id"] ?? throw new MalformedConfigurationException("Verification-certificate-hash has no hash-algorithm-id.");
        CertificateHash = new MimePart(signature.Headers, Encoding.Latin1.GetBytes(hash.Value)).Base64Body();
        Signature = signature.Base64Body();
    }

    /// <summary>The bytes that the signature is of.</summary>
    public ReadOnlyMemory<byte> SignedBytes { get; }

    /// <summary>The signature's value; in DER for ECDSA.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>How it was signed, as the file says.</summary>
    public string SignatureAlgorithmUri { get; }

    /// <summary>The hash of the certificate whose key signed.</summary>
    public ReadOnlyMemory<byte> CertificateHash { get; }

    /// <summary>How <see cref="CertificateHash"/> was made, as the file says.</summary>
    public string CertificateHashUri { get; }

    /// <summary>Reads the file; believes nothing of it yet.</summary>
    /// <exception cref="MalformedConfigurationException">It is none, or larger than <see cref="MaxBytes"/>.</exception>
    public static SignedDirectory Parse(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxBytes)
            throw new MalformedConfigurationException($"A signed directory has at most {MaxBytes} bytes.");
        var whole = MimePart.Parse(file);
        var parts = MimeParts.Split(whole.Body, MimeParts.BoundaryOf(whole, "multipart/related"), most: 2);
        if (parts.Count != 2)
            throw new MalformedConfigurationException("A configuration is two parts: a directory and its signature.");
        return new SignedDirectory(parts[0].Body, MimeParts.BoundaryOf(parts[0], "multipart/mixed"), parts[1]);
    }

    /// <summary>Writes and signs a directory.</summary>
    /// <param name="directory">What to sign. Its expiry is cut to whole seconds.</param>
    /// <param name="key">The private key, RSA or ECDSA.</param>
    /// <param name="certificate">The certificate by whose hash clients find the key.</param>
    /// <param name="digest">The hash of the signature and of the certificate.</param>
    /// <exception cref="MalformedConfigurationException">A value cannot stand in a header, or comes twice.</exception>
    public static byte[] Write(ConfigurationDirectory directory, AsymmetricAlgorithm key, EncodedCertificate certificate, DigestAlgorithm digest) =>
        SignedDirectoryWriter.Write(directory, key, certificate, digest);

    /// <summary>Verifies the signature, reads the directory and looks at its date.</summary>
    /// <param name="keys">The keys that count.</param>
    /// <param name="at">The time at which it is to hold.</param>
    public DirectoryVerdict Verify(VerificationKeys keys, DateTimeOffset at)
    {
        if (!SignatureAlgorithm.TryFromUri(SignatureAlgorithmUri, out var algorithm) || !DigestAlgorithm.TryFromUri(CertificateHashUri, out var hash))
            return Refuse(ConfigurationCodes.UnsupportedSignAlgorithm, "The signature or the certificate's hash is made with an algorithm that is unknown or too weak.");
        if (keys.Find(hash, CertificateHash.Span) is not { } signer)
            return Refuse(ConfigurationCodes.CertNotFound, $"No key that is known for {keys.InstanceIdentifier} has the certificate hash that the signature names.");
        using var certificate = signer.Certificate.Open();
        using var key = certificate is null ? null : PublicKeyOf(certificate);
        if (key is null)
            return Refuse(ConfigurationCodes.IncorrectCertificate, "The certificate of the key that signed cannot be read, or holds no RSA or ECDSA key.");
        if (!algorithm.Verify(key, SignedBytes.Span, Signature.Span, DSASignatureFormat.Rfc3279DerSequence))
            return Refuse(ConfigurationCodes.InvalidSignatureValue, "The signature is not of this directory.");
        return Read(signer, keys.InstanceIdentifier, at);
    }

    private DirectoryVerdict Read(VerificationKey signer, string instance, DateTimeOffset at)
    {
        try
        {
            var directory = ConfigurationDirectory.Parse(SignedBytes, _boundary);
            return new DirectoryVerdict(ProblemOf(directory, instance, at), directory, signer);
        }
        catch (MalformedConfigurationException problem)
        {
            return Refuse(ConfigurationCodes.MalformedGlobalConf, problem.Message);
        }
    }

    private static Problem? ProblemOf(ConfigurationDirectory directory, string instance, DateTimeOffset at)
    {
        if (directory.Expires <= at)
            return new Problem(ConfigurationCodes.OutdatedGlobalConf, string.Create(CultureInfo.InvariantCulture, $"The configuration expired at {directory.Expires:u}."));
        if (directory.Parts.FirstOrDefault(part => part.Identifier == DirectoryPart.PrivateParameters && part.Instance != instance) is { } foreign)
            return new Problem(ConfigurationCodes.InvalidInstanceIdentifier, $"The anchor is of {instance}, the private parameters are of {foreign.Instance}.");
        return directory.Parts.Any(part => part.Instance == instance)
            ? null
            : new Problem(ConfigurationCodes.InvalidInstanceIdentifier, $"The anchor is of {instance}, and no part of the configuration is.");
    }

    private static AsymmetricAlgorithm? PublicKeyOf(X509Certificate2 certificate)
    {
        try
        {
            return SignatureAlgorithm.PublicKeyOf(certificate);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DirectoryVerdict Refuse(string code, string message) => new(new Problem(code, message), null, null);
}

/// <summary>What a client may think of a signed directory.</summary>
/// <param name="Problem">Why it is refused, one of <see cref="ConfigurationCodes"/>; null if it holds.</param>
/// <param name="Directory">What it lists, once its signature holds, be it outdated.</param>
/// <param name="Key">The key that signed it, likewise.</param>
public sealed record DirectoryVerdict(Problem? Problem, ConfigurationDirectory? Directory, VerificationKey? Key);
