using System.Globalization;
using System.Security;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>How chains are written: name space <c>http://cyber.ee/hashchain</c>, values in that of XML Signature.</summary>
internal static class HashChainText
{
    public const string Space = "http://cyber.ee/hashchain";

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Spaces = $" xmlns=\"{Space}\" xmlns:ds=\"{XmlNames.Signature}\"";

    public static byte[] Result(DigestAlgorithm algorithm, string chainName, ReadOnlySpan<byte> top) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Head}<HashChainResult{Spaces} URI=\"{SecurityElement.Escape(chainName)}#STEP0\"><ds:DigestMethod Algorithm=\"{algorithm.Uri}\"/><ds:DigestValue>{Convert.ToBase64String(top)}</ds:DigestValue></HashChainResult>"));

    public static byte[] Chain(DigestAlgorithm algorithm, List<Sibling> steps, ChainInput input)
    {
        var text = new StringBuilder(1024).Append(Head)
            .Append("<HashChain").Append(Spaces).Append("><DefaultDigestMethod Algorithm=\"").Append(algorithm.Uri).Append("\"/>");
        for (var i = 0; i < steps.Count; i++)
            AppendStep(text, i, steps[i], isLast: i == steps.Count - 1, input);
        if (input.Parts.Count > 1)
            AppendParts(Open(text, steps.Count), input).Append("</HashStep>");
        return Encoding.UTF8.GetBytes(text.Append("</HashChain>").ToString());
    }

    private static void AppendStep(StringBuilder text, int number, Sibling beside, bool isLast, ChainInput input)
    {
        Open(text, number);
        if (beside.IsLeft)
            AppendValue(text, beside.Digest);
        // The last step above a single part refers to that part itself.
        if (isLast && input.Parts.Count == 1)
            AppendParts(text, input);
        else
            text.Append(CultureInfo.InvariantCulture, $"<StepRef URI=\"#STEP{number + 1}\"/>");
        if (!beside.IsLeft)
            AppendValue(text, beside.Digest);
        text.Append("</HashStep>");
    }

    private static StringBuilder Open(StringBuilder text, int number) => text.Append(CultureInfo.InvariantCulture, $"<HashStep id=\"STEP{number}\">");

    private static void AppendValue(StringBuilder text, ReadOnlyMemory<byte> digest) =>
        AppendDigest(text.Append("<HashValue>"), digest).Append("</HashValue>");

    private static StringBuilder AppendParts(StringBuilder text, ChainInput input)
    {
        foreach (var (name, digest) in input.Parts)
            AppendDigest(text.Append("<DataRef URI=\"").Append(SecurityElement.Escape(name)).Append("\">"), digest).Append("</DataRef>");
        return text;
    }

    private static StringBuilder AppendDigest(StringBuilder text, ReadOnlyMemory<byte> digest) =>
        text.Append("<ds:DigestValue>").Append(Convert.ToBase64String(digest.Span)).Append("</ds:DigestValue>");
}
