using System.Text.RegularExpressions;

namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>
/// The files of a container as signatures and hash chains refer to them, with a leading slash (X-Road, <c>MessageFileNames</c>
/// and <c>AsicContainerEntries</c>; ETSI EN 319 162-1 §4.4 and Annex A).
/// </summary>
public static partial class ContainerNames
{
    /// <summary>The media type of the container, and the content of its file <c>mimetype</c>.</summary>
    public const string MediaType = "application/vnd.etsi.asic-e+zip";

    /// <summary>The file that says what the container is.</summary>
    public const string MimeType = "/mimetype";

    /// <summary>The message part, REST or SOAP; the name says xml for both.</summary>
    public const string Message = "/message.xml";

    /// <summary>The signature, when X-Road wrote it.</summary>
    public const string Signatures = "/META-INF/signatures.xml";

    /// <summary>The hash chain of a batch signature.</summary>
    public const string SignatureHashChain = "/sig-hashchain.xml";

    /// <summary>The top of that chain: what was signed.</summary>
    public const string SignatureHashChainResult = "/sig-hashchainresult.xml";

    /// <summary>The hash chain of a batch timestamp.</summary>
    public const string TimestampHashChain = "/ts-hashchain.xml";

    /// <summary>The top of that chain: what was stamped.</summary>
    public const string TimestampHashChainResult = "/ts-hashchainresult.xml";

    /// <summary>The list of files of the OpenDocument packaging.</summary>
    public const string Manifest = "/META-INF/manifest.xml";

    /// <summary>What the timestamp covers.</summary>
    public const string AsicManifest = "/META-INF/ASiCManifest.xml";

    /// <summary>A batch timestamp, DER.</summary>
    public const string Timestamp = "/META-INF/timestamp.tst";

    /// <summary>The name of an attachment; the body of a REST message is the first.</summary>
    /// <param name="number">From 1.</param>
    public static string Attachment(int number) => $"/attachment{number}";

    internal static bool IsSignatures(string name) => SignaturesPattern().IsMatch(name);

    /// <summary>The number of an attachment; null if the name is none of one.</summary>
    internal static int? AttachmentNumber(string name) =>
        AttachmentPattern().Match(name) is { Success: true } match ? int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^/META-INF/[^/]*signatures[^/]*\.xml\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignaturesPattern();

    [GeneratedRegex(@"^/attachment(?<number>[1-9][0-9]{0,4})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttachmentPattern();
}
