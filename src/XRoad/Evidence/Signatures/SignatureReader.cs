using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Reads signature documents. Those of the last moments are remembered, for under load many messages come with one; and so is how those
/// that were found good are written: the next of the same signer is then read without parsing. May be used by many threads.
/// </summary>
public sealed class SignatureReader
{
    // As many signers as an exchange node hears from within the life of an OCSP answer, each with single and batch signatures.
    private const int MostPatterns = 64;

    // A signature has some 10 kB. Patterns are kept: a member who writes long ones on purpose must not fill the memory with them.
    private const int MostBytes = 64 * 1024;
    // Batches of as many signers as send at once.
    private const int MostRecent = 16;
    private readonly Lock _learning = new();
    private readonly Recent?[] _recent = new Recent?[MostRecent];
    private int _next;
    private SignaturePattern[] _patterns = [];

    /// <inheritdoc cref="SignatureDocument.Read"/>
    public SignatureDocument Read(ReadOnlyMemory<byte> xml)
    {
        foreach (var recent in _recent)
        {
            if (recent is not null && xml.Span.SequenceEqual(recent.Xml))
                return recent.Document;
        }

        var document = Parse(xml);
        if (xml.Length <= MostBytes)
            _recent[(uint)Interlocked.Increment(ref _next) % MostRecent] = new Recent(xml.ToArray(), document);
        return document;
    }

    /// <summary>Remembers how a document is written. Only of good signatures, so that nobody can push others out by sending rubbish.</summary>
    internal void Learn(ReadOnlyMemory<byte> xml, SignatureDocument document)
    {
        if (document.IsOfPattern || xml.Length > MostBytes)
            return;
        lock (_learning)
        {
            foreach (var known in _patterns)
            {
                if (known.TryRead(xml.Span, out _))
                    return;
            }

            if (SignaturePattern.Of(xml.Span, document) is { } pattern)
                _patterns = [pattern, .. _patterns.Take(MostPatterns - 1)];
        }
    }

    private SignatureDocument Parse(ReadOnlyMemory<byte> xml)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.TryRead(xml.Span, out var document))
                return document;
        }

        return SignatureDocument.Read(xml);
    }

    private sealed record Recent(byte[] Xml, SignatureDocument Document);
}
