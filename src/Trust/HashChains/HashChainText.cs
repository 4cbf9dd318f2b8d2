using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>How chains are written: name space <c>http://cyber.ee/hashchain</c>, values in that of XML Signature, UTF-8.</summary>
internal static class HashChainText
{
    public const string Space = "http://cyber.ee/hashchain";

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    /// <summary>The name spaces of a root, after a space.</summary>
    public const string Spaces = $" xmlns=\"{Space}\" xmlns:ds=\"{XmlNames.Signature}\"";
    private const int UsualLength = 2048;

    public static byte[] Result(DigestAlgorithm algorithm, string chainName, ReadOnlySpan<byte> top) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Head}<HashChainResult{Spaces} URI=\"{SecurityElement.Escape(chainName)}#STEP0\"><ds:DigestMethod Algorithm=\"{algorithm.Uri}\"/><ds:DigestValue>{Convert.ToBase64String(top)}</ds:DigestValue></HashChainResult>"));

    public static byte[] Chain(DigestAlgorithm algorithm, List<Sibling> steps, ChainInput input)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        text.Write(Encoding.UTF8.GetBytes($"{Head}<HashChain{Spaces}><DefaultDigestMethod Algorithm=\"{algorithm.Uri}\"/>"));
        for (var i = 0; i < steps.Count; i++)
            AppendStep(text, i, steps[i], isLast: i == steps.Count - 1, input);
        if (input.Parts.Count > 1)
        {
            Open(text, steps.Count);
            AppendParts(text, input);
            text.Write("</HashStep>"u8);
        }

        text.Write("</HashChain>"u8);
        return text.WrittenSpan.ToArray();
    }

    private static void AppendStep(ArrayBufferWriter<byte> text, int number, Sibling beside, bool isLast, ChainInput input)
    {
        Open(text, number);
        if (beside.IsLeft)
            AppendValue(text, beside.Digest);
        // The last step above a single part refers to that part itself.
        if (isLast && input.Parts.Count == 1)
            AppendParts(text, input);
        else
            AppendNumbered(text, "<StepRef URI=\"#STEP"u8, number + 1, "\"/>"u8);
        if (!beside.IsLeft)
            AppendValue(text, beside.Digest);
        text.Write("</HashStep>"u8);
    }

    private static void Open(ArrayBufferWriter<byte> text, int number) => AppendNumbered(text, "<HashStep id=\"STEP"u8, number, "\">"u8);

    private static void AppendNumbered(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> before, int number, ReadOnlySpan<byte> after)
    {
        text.Write(before);
        Utf8Formatter.TryFormat(number, text.GetSpan(11), out var length);
        text.Advance(length);
        text.Write(after);
    }

    private static void AppendValue(ArrayBufferWriter<byte> text, ReadOnlyMemory<byte> digest)
    {
        text.Write("<HashValue>"u8);
        AppendDigest(text, digest.Span);
        text.Write("</HashValue>"u8);
    }

    private static void AppendParts(ArrayBufferWriter<byte> text, ChainInput input)
    {
        foreach (var (name, digest) in input.Parts)
        {
            text.Write("<DataRef URI=\""u8);
            text.Write(Encoding.UTF8.GetBytes(SecurityElement.Escape(name)));
            text.Write("\">"u8);
            AppendDigest(text, digest.Span);
            text.Write("</DataRef>"u8);
        }
    }

    private static void AppendDigest(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> digest)
    {
        text.Write("<ds:DigestValue>"u8);
        Base64.EncodeToUtf8(digest, text.GetSpan(Base64.GetMaxEncodedToUtf8Length(digest.Length)), out _, out var length);
        text.Advance(length);
        text.Write("</ds:DigestValue>"u8);
    }
}
