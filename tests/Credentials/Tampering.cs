using System.Text;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.Signers;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.Tests;

/// <summary>Ways to spoil a code.</summary>
internal static class Tampering
{
    public static byte[] Bytes(string code)
    {
        Assert.True(Base45.TryDecode(code.AsSpan(LicenceQr.Prefix.Length), out var bytes));
        return bytes;
    }

    public static string Code(byte[] bytes) => LicenceQr.Prefix + Base45.Encode(bytes);

    /// <summary>Replaces a text by another of the same length in bytes, so that the CBOR stays well formed.</summary>
    public static string ChangeText(string code, string from, string to)
    {
        var bytes = Bytes(code);
        byte[] old = Encoding.UTF8.GetBytes(from), fresh = Encoding.UTF8.GetBytes(to.PadRight(from.Length));
        if (fresh.Length < old.Length) fresh = [.. fresh, .. Enumerable.Repeat((byte)'s', old.Length - fresh.Length)];
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at >= 0);
        fresh.CopyTo(bytes, at);
        return Code(bytes);
    }

    public static string FlipLastByte(string code)
    {
        var bytes = Bytes(code);
        bytes[^1] ^= 1;
        return Code(bytes);
    }

    /// <summary>The same claims signed by another key under the name of the first.</summary>
    public static string SignAnew(string code, DocumentSigner forger, SignerKeyId name)
    {
        Assert.True(CoseSign1.TryRead(Bytes(code), out var message));
        return Code(CoseSign1.Sign(message.Payload.Span, new CoseHeader { KeyId = name.ToBytes() }, forger.CoseKey));
    }
}
