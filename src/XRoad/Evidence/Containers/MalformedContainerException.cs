namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>A container cannot be read, or lacks what makes it evidence.</summary>
public sealed class MalformedContainerException : Exception
{
    /// <param name="code">One of the constants here.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="inner">What it was found by, if by an exception.</param>
    public MalformedContainerException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The file <c>mimetype</c> is missing or empty, or this is no zip file at all.</summary>
    public const string MimeTypeNotFound = "AsicMimeTypeNotFound";

    /// <summary>The file <c>mimetype</c> names something else.</summary>
    public const string InvalidMimeType = "AsicInvalidMimeType";

    /// <summary>There is no <c>message.xml</c>, or it is empty.</summary>
    public const string MessageNotFound = "AsicMessageNotFound";

    /// <summary>There is no signature, or it is empty.</summary>
    public const string SignatureNotFound = "AsicSignatureNotFound";

    /// <summary>There is a hash chain without its result.</summary>
    public const string HashChainResultNotFound = "AsicHashChainResultNotFound";

    /// <summary>There is the result of a hash chain without the chain.</summary>
    public const string HashChainNotFound = "AsicHashChainNotFound";

    /// <summary>There is a file for a timestamp, and it is empty.</summary>
    public const string TimestampNotFound = "AsicTimestampNotFound";

    /// <summary>There is a file for a manifest, and it is empty.</summary>
    public const string ManifestNotFound = "AsicManifestNotFound";

    /// <summary>Everything else: the zip file is damaged, too large, or breaks a rule of zip files.</summary>
    public const string InvalidContainer = "AsicInvalidContainer";

    /// <summary>X-Road's name of the fault, as its sources to 7.7 write it: one of the constants of this class.</summary>
    public string Code { get; }
}
