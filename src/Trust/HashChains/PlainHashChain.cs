using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.HashChains;

/// <summary>
/// Reads chains that are written just as this library or X-Road's servers write them, byte by byte and without a parser of XML, which
/// would cost a message more than its signature does. Whatever differs in anything but white space between elements is not read here
/// (null): then the parser decides. What is read here, the parser would read alike.
/// </summary>
internal ref struct PlainHashChain
{
    private const int MostSteps = 64;
    private const int MostBytes = 64 * 1024;
    private static readonly SearchValues<byte> Base64Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    // Nothing that would mean something else in XML than itself.
    private static readonly SearchValues<byte> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/#:.-_"u8);
    private static readonly string[] KnownNames = ["/message.xml", "/META-INF/signatures.xml", "/attachment1", .. Enumerable.Range(0, 16).SelectMany(i => new[] { $"STEP{i}", $"#STEP{i}" })];
    private static readonly byte[][] KnownBytes = [.. KnownNames.Select(Encoding.ASCII.GetBytes)];

    private readonly ChainDialect _dialect;
    private ReadOnlySpan<byte> _rest;

    private PlainHashChain(ChainDialect dialect, ReadOnlySpan<byte> rest)
    {
        _dialect = dialect;
        _rest = rest;
    }

    /// <summary>A chain; null if it is not written so.</summary>
    public static HashChainDocument? ReadChain(ReadOnlySpan<byte> xml)
    {
        foreach (var dialect in ChainDialect.All)
        {
            if (xml.Length <= MostBytes && xml.StartsWith(dialect.ChainHead))
                return new PlainHashChain(dialect, xml[dialect.ChainHead.Length..]).Chain();
        }

        return null;
    }

    /// <summary>The document above a chain; null if it is not written so.</summary>
    public static HashChainResult? ReadResult(ReadOnlySpan<byte> xml)
    {
        foreach (var dialect in ChainDialect.All)
        {
            if (xml.Length <= MostBytes && xml.StartsWith(dialect.ResultHead))
                return new PlainHashChain(dialect, xml[dialect.ResultHead.Length..]).Result();
        }

        return null;
    }

    private HashChainDocument? Chain()
    {
        if (!Takes(_dialect.DefaultMethod) || Algorithm() is not { } usual || !Takes("\"/>"u8))
            return null;
        var steps = new Dictionary<string, IReadOnlyList<StepValue>>(StringComparer.Ordinal);
        while (Takes(_dialect.Step))
        {
            if (steps.Count == MostSteps || Name() is not { } id || !Takes("\">"u8) || Values(usual) is not { } values || !steps.TryAdd(id, values))
                return null;
        }

        return Takes(_dialect.ChainEnd) && IsAtEnd() ? new HashChainDocument(steps) : null;
    }

    private List<StepValue>? Values(DigestAlgorithm usual)
    {
        var values = new List<StepValue>(2);
        while (!Takes(_dialect.StepEnd))
        {
            if (values.Count == MostSteps || Value(usual) is not { } value)
                return null;
            values.Add(value);
        }

        return values;
    }

    private StepValue? Value(DigestAlgorithm usual)
    {
        if (Takes(_dialect.StepRef))
            return Name() is { } step && Takes("\"/>"u8) ? new StepValue(StepValueKind.Step, step, usual, null, []) : null;
        if (Takes(_dialect.HashValue))
            return Digest() is { } hash && Takes(_dialect.HashValueEnd) ? new StepValue(StepValueKind.Digest, null, usual, hash, []) : null;
        return Takes(_dialect.DataRef) && Name() is { } file && Takes("\">"u8) && Digest() is { } digest && Takes(_dialect.DataRefEnd)
            ? new StepValue(StepValueKind.Data, file, usual, digest, [])
            : null;
    }

    private HashChainResult? Result()
    {
        if (Name() is not { } uri || !_rest.StartsWith(_dialect.ResultHeadEnd))
            return null;
        _rest = _rest[_dialect.ResultHeadEnd.Length..];
        return Takes(_dialect.Method) && Algorithm() is { } algorithm && Takes("\"/>"u8) && Digest() is { } digest && Takes(_dialect.ResultEnd) && IsAtEnd()
            ? new HashChainResult(uri, algorithm, digest)
            : null;
    }

    private byte[]? Digest()
    {
        if (!Takes(_dialect.Digest))
            return null;
        var length = _rest.IndexOf((byte)'<');
        if (length <= 0 || _rest[..length].ContainsAnyExcept(Base64Characters))
            return null;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(length)];
        if (Base64.DecodeFromUtf8(_rest[..length], bytes, out _, out var decoded) != OperationStatus.Done)
            return null;
        _rest = _rest[length..];
        return Takes(_dialect.DigestEnd) ? decoded == bytes.Length ? bytes : bytes[..decoded] : null;
    }

    private DigestAlgorithm? Algorithm() => Name() is { } uri && DigestAlgorithm.TryFromUri(uri, out var algorithm) ? algorithm : null;

    // The text up to the quotation mark that ends it.
    private string? Name()
    {
        var length = _rest.IndexOf((byte)'"');
        if (length <= 0 || _rest[..length].ContainsAnyExcept(NameCharacters))
            return null;
        var text = _rest[..length];
        _rest = _rest[length..];
        for (var i = 0; i < KnownBytes.Length; i++)
        {
            if (text.SequenceEqual(KnownBytes[i]))
                return KnownNames[i];
        }

        return Encoding.ASCII.GetString(text);
    }

    // Tags may have white space before them; what ends a tag that was begun may not.
    private bool Takes(ReadOnlySpan<byte> literal)
    {
        var rest = literal[0] == '<' ? _rest.TrimStart(" \t\r\n"u8) : _rest;
        if (!rest.StartsWith(literal))
            return false;
        _rest = rest[literal.Length..];
        return true;
    }

    private readonly bool IsAtEnd() => _rest.TrimStart(" \t\r\n"u8).IsEmpty;
}
