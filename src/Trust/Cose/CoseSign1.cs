using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace Cabildo.Trust.Cose;

/// <summary>A message with one signature, COSE_Sign1 (RFC 9052 §4.2). The payload is always attached.</summary>
public sealed class CoseSign1
{
    /// <summary>Most bytes that <see cref="TryRead"/> looks at unless told otherwise.</summary>
    public const int DefaultMaximumSize = 64 * 1024;

    private const CborTag Tag = (CborTag)18, CwtTag = (CborTag)61;

    private readonly byte[] _protected;
    private readonly byte[] _signature;

    private CoseSign1(byte[] protectedHeader, CoseHeader header, CoseHeader unprotected, byte[] payload, byte[] signature, bool tagged)
    {
        (_protected, Header, Unprotected, _signature) = (protectedHeader, header, unprotected, signature);
        (Payload, IsTagged) = (payload, tagged);
    }

    /// <summary>The header parameters that the signature covers.</summary>
    public CoseHeader Header { get; }

    /// <summary>The header parameters that anyone could have changed.</summary>
    public CoseHeader Unprotected { get; }

    /// <summary>What was signed. Nothing in it may be believed before <see cref="Verify"/> has said yes.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Whether the bytes began with tag 18 (COSE_Sign1_Tagged).</summary>
    public bool IsTagged { get; }

    /// <summary>Which key claims to have signed: from the protected header, else from the other; empty when neither says.</summary>
    public ReadOnlyMemory<byte> KeyId => Header.KeyId.IsEmpty ? Unprotected.KeyId : Header.KeyId;

    /// <summary>Signs a payload and returns the tagged message. The algorithm is the key's, in the protected header.</summary>
    /// <param name="payload">The bytes to sign and carry.</param>
    /// <param name="header">What to protect besides the algorithm.</param>
    /// <param name="key">A key with its private part.</param>
    public static byte[] Sign(ReadOnlySpan<byte> payload, CoseHeader header, CoseKey key)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(key);
        var protectedHeader = (header with { Algorithm = key.Algorithm }).Encode();
        using var toSign = SigStructure.Rent(protectedHeader, payload);
        var signature = key.Sign(toSign.Span);

        var writer = new CborWriter(CborConformanceMode.Strict);
        writer.WriteTag(Tag);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedHeader);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>
    /// Whether <paramref name="key"/> made the signature. The algorithm must be in the protected header and be the key's own,
    /// so a message cannot choose how it is checked.
    /// </summary>
    public bool Verify(CoseKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Header.Algorithm != key.Algorithm) return false;
        using var signed = SigStructure.Rent(_protected, Payload.Span);
        return key.Verify(signed.Span, _signature);
    }

    /// <summary>
    /// Reads a message, tagged or not, also inside the CWT tag (RFC 8392 §6). False when it is anything else, has bytes
    /// left over, repeats a header label, marks a header critical, or is longer than <paramref name="maximumSize"/> bytes.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CoseSign1? message, int maximumSize = DefaultMaximumSize)
    {
        message = null;
        if (encoded.Length > maximumSize) return false;
        try
        {
            message = Read(new CborReader(encoded, CborConformanceMode.Strict));
        }
        // InvalidOperationException is how the reader reports a value of another type than asked for.
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return false;
        }

        return message is not null;
    }

    private static CoseSign1? Read(CborReader reader)
    {
        if (reader.PeekState() is CborReaderState.Tag && reader.PeekTag() == CwtTag) reader.ReadTag();
        var tagged = reader.PeekState() is CborReaderState.Tag;
        if (tagged && reader.ReadTag() != Tag) return null;

        if (reader.ReadStartArray() is not 4) return null;
        var protectedHeader = reader.ReadByteString();
        var labels = new HashSet<long>();
        var header = protectedHeader.Length is 0 ? CoseHeader.Empty : ReadProtected(protectedHeader, labels);
        var unprotected = CoseHeader.Read(reader, labels);
        var payload = reader.ReadByteString();
        var signature = reader.ReadByteString();
        reader.ReadEndArray();
        return reader.BytesRemaining is 0 ? new CoseSign1(protectedHeader, header, unprotected, payload, signature, tagged) : null;
    }

    private static CoseHeader ReadProtected(byte[] encoded, HashSet<long> labels)
    {
        var reader = new CborReader(encoded, CborConformanceMode.Strict);
        var header = CoseHeader.Read(reader, labels);
        return reader.BytesRemaining is 0 ? header : throw new CborContentException("Bytes follow the protected header.");
    }
}
