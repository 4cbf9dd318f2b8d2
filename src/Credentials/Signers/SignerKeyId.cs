using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Credentials.Signers;

/// <summary>Names a document signer in eight bytes: the first of the SHA-256 of its certificate.</summary>
public readonly record struct SignerKeyId
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 8;

    private readonly ulong _value;

    private SignerKeyId(ulong value) => _value = value;

    /// <summary>The name of the signer that holds this certificate.</summary>
    public static SignerKeyId From(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new SignerKeyId(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(certificate.RawDataMemory.Span)));
    }

    /// <summary>From the eight bytes of a COSE header. False when there are more or fewer.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SignerKeyId keyId)
    {
        keyId = bytes.Length is Size ? new SignerKeyId(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;
        return bytes.Length is Size;
    }

    /// <summary>From the base64url text of a JOSE header. False when it is anything else.</summary>
    public static bool TryParse(string text, out SignerKeyId keyId)
    {
        keyId = default;
        Span<byte> bytes = stackalloc byte[Size];
        return Base64Url.IsValid(text, out var length) && length is Size
            && Base64Url.TryDecodeFromChars(text, bytes, out _)
            && TryRead(bytes, out keyId);
    }

    /// <summary>The eight bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>The eight bytes as base64url.</summary>
    public override string ToString() => Base64Url.EncodeToString(ToBytes());
}
