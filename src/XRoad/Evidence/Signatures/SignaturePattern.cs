using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// A signature document that was read and found good once, with gaps where its digests, its value and its time stood. A
/// signer's documents differ nowhere else while its OCSP answer is the same. One that agrees with the pattern byte by byte
/// outside of the gaps, and has nothing but characters of base64 or of a time in them, is the same XML but for those texts:
/// what it means is known without parsing, and its canonical forms are the known ones with the new texts.
/// </summary>
internal sealed class SignaturePattern
{
    private static readonly SearchValues<byte> Base64Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);
    private static readonly SearchValues<byte> TimeCharacters = SearchValues.Create("0123456789-:.TZ+"u8);

    private readonly SignatureDocument _document;
    private readonly GappedBytes _whole;
    private readonly GappedBytes _info;
    private readonly GappedBytes _properties;

    private SignaturePattern(SignatureDocument document, GappedBytes whole, GappedBytes info, GappedBytes properties) =>
        (_document, _whole, _info, _properties) = (document, whole, info, properties);

    private int ValueGap => _document.References.Count;

    private int TimeGap => _document.References.Count + 1;

    /// <summary>The pattern of a document; null if its texts cannot be told apart, or are written in another way than ours and X-Road's.</summary>
    public static SignaturePattern? Of(ReadOnlySpan<byte> xml, SignatureDocument document)
    {
        // A comment could hold the text that an element only seems to hold.
        if (xml.IndexOf("<!"u8) >= 0 || xml[1..].IndexOf("<?"u8) >= 0)
            return null;
        if (document.SigningTime is null || TimeText(document.SignedProperties.Span) is not { } time)
            return null;
        var digests = document.References.Select(reference => Text(reference.Value)).ToArray();
        byte[][] all = [.. digests, Text(document.Value), time];
        if (GappedBytes.Of(xml, all) is not { } whole
            || GappedBytes.Of(document.SignedInfo.Span, digests) is not { } info
            || GappedBytes.Of(document.SignedProperties.Span, [time]) is not { } properties)
            return null;
        var pattern = new SignaturePattern(document, whole, info, properties);
        return PatternProbe.IsFaithful(pattern, document) ? pattern : null;
    }

    /// <summary>A document of the pattern with these texts: of each digest, of the value, of the time.</summary>
    public byte[] Write(byte[][] texts)
    {
        byte[] source = [.. texts.SelectMany(text => text)];
        var gaps = new Range[texts.Length];
        for (var (i, at) = (0, 0); i < gaps.Length; at += texts[i++].Length)
            gaps[i] = at..(at + texts[i].Length);
        return _whole.Fill(source, gaps);
    }

    /// <summary>What a document means that agrees with the pattern.</summary>
    public bool TryRead(ReadOnlySpan<byte> xml, [NotNullWhen(true)] out SignatureDocument? document)
    {
        document = null;
        Span<Range> gaps = stackalloc Range[_document.References.Count + 2];
        if (!_whole.TryMatch(xml, gaps) || xml[gaps[TimeGap]].ContainsAnyExcept(TimeCharacters))
            return false;

        var references = new SignatureReference[_document.References.Count];
        for (var i = 0; i < references.Length; i++)
        {
            if (Decode(xml[gaps[i]]) is not { } digest || digest.Length != _document.References[i].Digest.Size)
                return false;
            references[i] = _document.References[i] with { Value = digest };
        }

        if (Decode(xml[gaps[ValueGap]]) is not { } value || !DateTimeOffset.TryParse(
                Encoding.ASCII.GetString(xml[gaps[TimeGap]]), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time))
            return false;
        document = new SignatureDocument(
            _document, _info.Fill(xml, gaps[..references.Length]), value, references, _properties.Fill(xml, gaps[TimeGap..]), time);
        return true;
    }

    private static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyExcept(Base64Characters))
            return null;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var length) == OperationStatus.Done ? bytes[..length] : null;
    }

    private static byte[] Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes.Span));

    private static byte[]? TimeText(ReadOnlySpan<byte> properties)
    {
        var start = properties.IndexOf("SigningTime>"u8);
        if (start < 0)
            return null;
        var text = properties[(start + "SigningTime>".Length)..];
        var end = text.IndexOf((byte)'<');
        return end > 0 ? text[..end].ToArray() : null;
    }
}
