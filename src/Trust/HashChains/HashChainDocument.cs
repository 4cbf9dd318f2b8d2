using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>A hash chain as written: its steps by name.</summary>
internal sealed record HashChainDocument(IReadOnlyDictionary<string, IReadOnlyList<StepValue>> Steps)
{
    private const int MostSteps = 1_000;
    private const int MostValues = 2_000;

    /// <exception cref="HashChainException">It is not a hash chain.</exception>
    public static HashChainDocument Read(ReadOnlyMemory<byte> xml) => PlainHashChain.ReadChain(xml.Span) ?? Parse(xml);

    /// <summary>By a parser of XML, however it is written.</summary>
    /// <exception cref="HashChainException">It is not a hash chain.</exception>
    public static HashChainDocument Parse(ReadOnlyMemory<byte> xml) => HashChainReading.Of(xml, "HashChain", reader =>
    {
        var steps = new Dictionary<string, IReadOnlyList<StepValue>>(StringComparer.Ordinal);
        DigestAlgorithm? usual = null;
        HashChainReading.Children(reader, () =>
        {
            switch (HashChainReading.Name(reader))
            {
                case "DefaultDigestMethod" when usual is null && steps.Count == 0:
                    usual = HashChainReading.Algorithm(reader);
                    break;
                case "HashStep" when steps.Count < MostSteps && reader.GetAttribute("id") is { Length: > 0 } id:
                    if (!steps.TryAdd(id, ReadStep(reader, usual)))
                        throw new HashChainException($"two steps are called '{id}'");
                    break;
                default:
                    throw new HashChainException($"'{reader.Name}' does not belong where it stands");
            }
        });
        return new HashChainDocument(steps);
    });

    private static List<StepValue> ReadStep(XmlReader reader, DigestAlgorithm? usual)
    {
        var values = new List<StepValue>();
        HashChainReading.Children(reader, () =>
        {
            if (values.Count == MostValues)
                throw new HashChainException("a step has too many values");
            values.Add(ReadValue(reader, usual));
        });
        return values;
    }

    private static StepValue ReadValue(XmlReader reader, DigestAlgorithm? usual)
    {
        var kind = HashChainReading.Name(reader) switch
        {
            "HashValue" => StepValueKind.Digest,
            "StepRef" => StepValueKind.Step,
            "DataRef" => StepValueKind.Data,
            _ => throw new HashChainException($"'{reader.Name}' does not belong into a step"),
        };
        var uri = reader.GetAttribute("URI");
        if (kind != StepValueKind.Digest && string.IsNullOrEmpty(uri))
            throw new HashChainException("a reference does not say what it refers to");

        var fields = HashChainReading.Digest(reader, uri ?? "");
        if (kind != StepValueKind.Step && fields.Value is null)
            throw new HashChainException("a value has no digest");
        var algorithm = fields.Algorithm ?? usual ?? throw new HashChainException("a value does not say how it was hashed");
        return new StepValue(kind, uri, algorithm, fields.Value, fields.Transforms);
    }
}

/// <summary>The document above a chain: where it begins, and the digest it must lead to.</summary>
internal sealed record HashChainResult(string Uri, DigestAlgorithm Algorithm, byte[] Value)
{
    /// <exception cref="HashChainException">It is not a hash chain result.</exception>
    public static HashChainResult Read(ReadOnlyMemory<byte> xml) => PlainHashChain.ReadResult(xml.Span) ?? Parse(xml);

    /// <summary>By a parser of XML, however it is written.</summary>
    /// <exception cref="HashChainException">It is not a hash chain result.</exception>
    public static HashChainResult Parse(ReadOnlyMemory<byte> xml) => HashChainReading.Of(xml, "HashChainResult", reader =>
    {
        var uri = reader.GetAttribute("URI") ?? throw new HashChainException("the result does not say where the chain is");
        var (algorithm, _, value) = HashChainReading.Digest(reader, uri);
        return algorithm is not null && value is not null
            ? new HashChainResult(uri, algorithm, value)
            : throw new HashChainException("the result has no digest");
    });
}

/// <summary>What a step combines.</summary>
internal enum StepValueKind
{
    Digest,
    Step,
    Data,
}

/// <summary>One value of a step.</summary>
internal sealed record StepValue(StepValueKind Kind, string? Uri, DigestAlgorithm Algorithm, byte[]? Value, IReadOnlyList<Canonicalization> Transforms);
