using System.Formats.Cbor;

namespace Cabildo.Trust.Cose;

/// <summary>
/// The header parameters that this project makes and understands (RFC 9052 §3.1, RFC 9596 for the type). Others are
/// read over, unless the sender marked them critical.
/// </summary>
public sealed record CoseHeader
{
    private const long AlgorithmLabel = 1, CriticalLabel = 2, KeyIdLabel = 4, TypeLabel = 16;

    /// <summary>A header that says nothing.</summary>
    public static CoseHeader Empty { get; } = new();

    /// <summary>The algorithm; <see langword="null"/> when absent.</summary>
    public CoseAlgorithm? Algorithm { get; init; }

    /// <summary>Which key signed; empty when absent.</summary>
    public ReadOnlyMemory<byte> KeyId { get; init; }

    /// <summary>The media type of the whole message (RFC 9596 §2); <see langword="null"/> when absent or numeric.</summary>
    public string? Type { get; init; }

    internal byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap((Algorithm is null ? 0 : 1) + (KeyId.IsEmpty ? 0 : 1) + (Type is null ? 0 : 1));
        if (Algorithm is { } algorithm)
        {
            writer.WriteInt64(AlgorithmLabel);
            writer.WriteInt64((long)algorithm);
        }

        if (!KeyId.IsEmpty)
        {
            writer.WriteInt64(KeyIdLabel);
            writer.WriteByteString(KeyId.Span);
        }

        if (Type is not null)
        {
            writer.WriteInt64(TypeLabel);
            writer.WriteTextString(Type);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Reads one map and remembers its integer labels, since a label may stand in one header only (RFC 9052 §3).</summary>
    /// <exception cref="CborContentException">The map is malformed, repeats a label, or marks something critical.</exception>
    internal static CoseHeader Read(CborReader reader, HashSet<long> labels)
    {
        var header = Empty;
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            if (reader.PeekState() is CborReaderState.TextString)
            {
                reader.SkipValue();
                reader.SkipValue();
                continue;
            }

            var label = reader.ReadInt64();
            if (!labels.Add(label)) throw new CborContentException($"Header label {label} is given twice.");
            header = ReadParameter(header, label, reader);
        }

        reader.ReadEndMap();
        return header;
    }

    private static CoseHeader ReadParameter(CoseHeader header, long label, CborReader reader)
    {
        switch (label)
        {
            // A text algorithm is legal and none of ours, so the message stays unverifiable.
            case AlgorithmLabel when reader.PeekState() is CborReaderState.NegativeInteger or CborReaderState.UnsignedInteger:
                var number = reader.ReadInt64();
                return number is (long)CoseAlgorithm.ES256 or (long)CoseAlgorithm.ES384 or (long)CoseAlgorithm.PS256
                    ? header with { Algorithm = (CoseAlgorithm)number }
                    : header;
            case CriticalLabel:
                throw new CborContentException("The message marks header parameters as critical; none is understood here.");
            case KeyIdLabel:
                return header with { KeyId = reader.ReadByteString() };
            case TypeLabel when reader.PeekState() is CborReaderState.TextString:
                return header with { Type = reader.ReadTextString() };
            default:
                reader.SkipValue();
                return header;
        }
    }
}
