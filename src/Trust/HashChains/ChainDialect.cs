using System.Text;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>One way in which chains are written: the tags up to what varies in them.</summary>
internal sealed class ChainDialect
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private readonly string _chain;
    private readonly string _digest;

    private ChainDialect(string chain, string digest, string chainSpaces, string resultBeforeUri, string resultAfterUri)
    {
        (_chain, _digest) = (chain, digest);
        ChainHead = Bytes($"{Declaration}<{chain}HashChain {chainSpaces}>");
        ResultHead = Bytes($"{Declaration}<{chain}HashChainResult {resultBeforeUri}URI=\"");
        ResultHeadEnd = Bytes($"\"{resultAfterUri}>");
    }

    /// <summary>This library's, and that of X-Road's servers.</summary>
    public static ChainDialect[] All { get; } =
    [
        new("", "ds:", HashChainText.Spaces.TrimStart(), HashChainText.Spaces.TrimStart() + " ", ""),
        new("ns2:", "", $"xmlns=\"{XmlNames.Signature}\" xmlns:ns2=\"{HashChainText.Space}\"", "", $" xmlns=\"{XmlNames.Signature}\" xmlns:ns2=\"{HashChainText.Space}\""),
    ];

    public byte[] ChainHead { get; }

    public byte[] ResultHead { get; }

    public byte[] ResultHeadEnd { get; }

    public byte[] ChainEnd => field ??= Bytes($"</{_chain}HashChain>");

    public byte[] ResultEnd => field ??= Bytes($"</{_chain}HashChainResult>");

    public byte[] DefaultMethod => field ??= Bytes($"<{_chain}DefaultDigestMethod Algorithm=\"");

    public byte[] Step => field ??= Bytes($"<{_chain}HashStep id=\"");

    public byte[] StepEnd => field ??= Bytes($"</{_chain}HashStep>");

    public byte[] StepRef => field ??= Bytes($"<{_chain}StepRef URI=\"");

    public byte[] HashValue => field ??= Bytes($"<{_chain}HashValue>");

    public byte[] HashValueEnd => field ??= Bytes($"</{_chain}HashValue>");

    public byte[] DataRef => field ??= Bytes($"<{_chain}DataRef URI=\"");

    public byte[] DataRefEnd => field ??= Bytes($"</{_chain}DataRef>");

    public byte[] Method => field ??= Bytes($"<{_digest}DigestMethod Algorithm=\"");

    public byte[] Digest => field ??= Bytes($"<{_digest}DigestValue>");

    public byte[] DigestEnd => field ??= Bytes($"</{_digest}DigestValue>");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
