using System.Formats.Asn1;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// Extensions of requests and responses. The nonce is the one that is understood; others are passed over unless they are
/// critical, for then who reads on would misunderstand the sender (RFC 5280 §4.2).
/// </summary>
internal static class OcspExtensions
{
    /// <summary>RFC 9654 §2.1, which replaces RFC 8954 and its 32 octets.</summary>
    public const int LongestNonce = 128;

    private const int Most = 16;

    /// <summary>Reads an optional, explicitly tagged list; the nonce, if it has one.</summary>
    public static ReadOnlyMemory<byte>? Read(AsnReader reader, Asn1Tag tag)
    {
        if (OcspDer.Optional(reader, tag) is not { } tagged)
            return null;

        ReadOnlyMemory<byte>? nonce = null;
        var list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        for (var count = 0; list.HasData; count++)
        {
            if (count == Most)
                throw new MalformedOcspException($"There are more than {Most} extensions.");
            nonce = ReadOne(list.ReadSequence()) ?? nonce;
        }

        return nonce;
    }

    public static void WriteNonce(AsnWriter writer, Asn1Tag tag, ReadOnlyMemory<byte>? nonce)
    {
        if (nonce is not { } value)
            return;

        using var tagged = writer.PushSequence(tag);
        using var list = writer.PushSequence();
        using var extension = writer.PushSequence();
        writer.WriteObjectIdentifier(OcspDer.Nonce);
        using var wrapped = writer.PushOctetString();
        writer.WriteOctetString(value.Span);
    }

    private static ReadOnlyMemory<byte>? ReadOne(AsnReader extension)
    {
        var id = extension.ReadObjectIdentifier();
        var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
        var value = extension.ReadOctetString();
        extension.ThrowIfNotEmpty();
        if (id == OcspDer.Nonce)
            return ReadNonce(value);
        return critical ? throw new MalformedOcspException($"The extension {id} is critical and not known.") : null;
    }

    private static byte[] ReadNonce(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var nonce = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return nonce.Length is > 0 and <= LongestNonce
            ? nonce
            : throw new MalformedOcspException($"A nonce has 1 to {LongestNonce} octets (RFC 9654 §2.1).");
    }
}
