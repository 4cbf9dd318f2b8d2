using System.Security.Cryptography;
using Cabildo.Trust.Keys;

namespace Cabildo.Exchange.Log.Encryption;

/// <summary>A key-encryption key: a file of 32 random bytes that only its owner may read.</summary>
internal sealed class KeyFile
{
    private const int Length = 32;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly byte[] _key;

    private KeyFile(byte[] key) => (_key, Name) = (key, SHA256.HashData(key)[..8]);

    /// <summary>What rows name it by: eight bytes of its digest.</summary>
    public byte[] Name { get; }

    /// <summary>Makes a new file; false if there is one already.</summary>
    public static bool TryCreate(string path) => PrivateFile.TryCreate(path, RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is missing, has not 32 bytes, or others may read it.</exception>
    public static KeyFile Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"The key file '{path}' is missing.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            throw new InvalidDataException($"Others than its owner may use the key file '{path}': chmod 600 it.");
        if (new FileInfo(path).Length != Length)
            throw new InvalidDataException($"The key file '{path}' has not {Length} bytes.");
        return new KeyFile(File.ReadAllBytes(path));
    }

    /// <summary>Encrypts a data key, bound to its number.</summary>
    public byte[] Wrap(byte[] dataKey, byte[] id)
    {
        var wrapped = new byte[12 + 16 + dataKey.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(wrapped.AsSpan(0, 12), dataKey, wrapped.AsSpan(28), wrapped.AsSpan(12, 16), id);
        return wrapped;
    }

    /// <summary>Decrypts a data key.</summary>
    /// <exception cref="CryptographicException">It was not wrapped with this key, or is another's.</exception>
    public byte[] Unwrap(byte[] wrapped, byte[] id) => new DataKey(id, _key).Open(wrapped, id);
}
