namespace Cabildo.XRoad.Evidence;

/// <summary>What the files that signatures and hash chains speak of are called.</summary>
public static class FileNames
{
    /// <summary>The message: a SOAP envelope or a REST message part.</summary>
    public const string Message = "/message.xml";

    /// <summary>Where a batch signature's hash chain ends.</summary>
    public const string SignatureHashChainResult = "/sig-hashchainresult.xml";

    /// <summary>This message's branch of a batch signature's hash chain.</summary>
    public const string SignatureHashChain = "/sig-hashchain.xml";

    /// <summary>Where a batch timestamp's hash chain ends.</summary>
    public const string TimestampHashChainResult = "/ts-hashchainresult.xml";

    /// <summary>This signature's branch of a batch timestamp's hash chain.</summary>
    public const string TimestampHashChain = "/ts-hashchain.xml";

    /// <summary>The signature, as a batch timestamp speaks of it.</summary>
    public const string Signature = "/META-INF/signatures.xml";

    private const string AttachmentPrefix = "/attachment";

    /// <summary>The name of an attachment; a REST body is the first.</summary>
    /// <param name="number">From 1.</param>
    public static string Attachment(int number) => AttachmentPrefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a name is an attachment's.</summary>
    public static bool IsAttachment(string name) => name.StartsWith(AttachmentPrefix, StringComparison.Ordinal);
}
