using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Cabildo.Trust.Timestamps;

/// <summary>A request for a timestamp (TimeStampReq, RFC 3161 §2.4.1).</summary>
/// <param name="Imprint">The hash of what is to be timestamped.</param>
public sealed record TimestampRequest(TimestampImprint Imprint)
{
    /// <summary>Most bytes of a request that are read.</summary>
    public const int LargestSize = 16 * 1024;

    private const int OwnNonceLength = 16;
    private const int LongestNonce = 64;

    /// <summary>The policy asked for, as an object identifier; null leaves it to the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>A number for the answer to repeat, as the octets of a signed big-endian integer; null for none, as X-Road asks.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    /// <summary>Whether the authority's certificate is to come along; X-Road does not ask for it, and adds it from its configuration.</summary>
    public bool WantsCertificate { get; init; }

    /// <summary>Whether the request has extensions, none of which is known; an authority then refuses (RFC 3161 §2.4.1).</summary>
    public bool HasExtensions { get; private init; }

    /// <summary>A new nonce: 127 random bits.</summary>
    public static byte[] NewNonce()
    {
        var nonce = RandomNumberGenerator.GetBytes(OwnNonceLength);
        nonce[0] = (byte)((nonce[0] & 0x7F) | 0x40);
        return nonce;
    }

    /// <summary>Reads a request: the body of an HTTP POST of <c>application/timestamp-query</c> (RFC 3161 §3.4).</summary>
    /// <exception cref="MalformedTimestampException">It is not one, or is beyond the limits.</exception>
    public static TimestampRequest Parse(ReadOnlyMemory<byte> der) =>
        TimestampDer.Read(der, LargestSize, "request", AsnEncodingRules.DER, Read);

    /// <summary>The request as DER.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(Imprint.Encoded.Span);
            if (Policy is not null)
                writer.WriteObjectIdentifier(Policy);
            if (Nonce is { } nonce)
                writer.WriteInteger(nonce.Span);
            if (WantsCertificate)
                writer.WriteBoolean(true);
        }

        return writer.Encode();
    }

    private static TimestampRequest Read(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        if (!fields.TryReadInt32(out var version) || version != 1)
            throw new MalformedTimestampException("Only version 1 of requests is known.");

        var request = new TimestampRequest(TimestampImprint.Read(fields))
        {
            Policy = TimestampDer.IsNext(fields, Asn1Tag.ObjectIdentifier) ? fields.ReadObjectIdentifier() : null,
            Nonce = TimestampDer.IsNext(fields, Asn1Tag.Integer) ? fields.ReadIntegerBytes() : default(ReadOnlyMemory<byte>?),
            WantsCertificate = TimestampDer.IsNext(fields, Asn1Tag.Boolean) && fields.ReadBoolean(),
            HasExtensions = TimestampDer.IsNext(fields, TimestampDer.Tag0) && fields.ReadSequence(TimestampDer.Tag0).HasData,
        };
        fields.ThrowIfNotEmpty();
        return request.Nonce is { Length: > LongestNonce }
            ? throw new MalformedTimestampException($"A nonce of more than {LongestNonce} bytes is not repeated.")
            : request;
    }
}
