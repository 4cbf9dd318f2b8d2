using System.Security.Cryptography;

namespace Cabildo.Trust.Keys;

/// <summary>The secret of a token, and how much work is put between it and the key it encrypts.</summary>
internal sealed record Passphrase(string Text, PbeParameters Parameters)
{
    private const string FileName = "passphrase";

    /// <summary>A secret that people chose: stretched as passwords are (600,000 rounds of PBKDF2-SHA256).</summary>
    public static Passphrase Chosen(string text) => new(text, Rounds(600_000));

    /// <summary>The folder's own secret of 256 random bits, which cannot be guessed and so needs no stretching.</summary>
    public static Passphrase Kept(string folder)
    {
        var path = Path.Combine(folder, FileName);
        PrivateFile.TryCreate(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return new Passphrase(File.ReadAllText(path).Trim(), Rounds(2_048));
    }

    private static PbeParameters Rounds(int count) => new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, count);
}
