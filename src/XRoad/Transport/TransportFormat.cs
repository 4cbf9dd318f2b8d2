using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Cabildo.XRoad.Transport;

/// <summary>The HTTP headers and content types of PR-MESSTRANSP.</summary>
public static class TransportFormat
{
    /// <summary>The name of the header that says how parts are hashed.</summary>
    public const string HashAlgorithmHeader = "x-hash-algorithm";

    /// <summary>The algorithm all servers use: its name, not its URI.</summary>
    public const string HashAlgorithm = "SHA-512";

    /// <summary>The name of the header that carries the content type of the client's own request.</summary>
    public const string OriginalContentTypeHeader = "x-original-content-type";

    /// <summary>The name of the header that carries the SOAPAction of the client's own request.</summary>
    public const string OriginalSoapActionHeader = "x-original-soapaction";

    /// <summary>The name of SOAP's own header in HTTP (SOAP 1.1 §6.1.1): what an information system sends, and, empty, what comes with every SOAP fault (sources, <c>HandlerBase</c>).</summary>
    public const string SoapActionHeader = "SOAPAction";

    /// <summary>The name of the header that tells the version of X-Road the sender speaks.</summary>
    public const string VersionHeader = "x-proxy-version";

    /// <summary>The version this library speaks.</summary>
    public const string Version = "7.8.0";

    /// <summary>The name of the header that tells REST from SOAP.</summary>
    public const string MessageTypeHeader = "x-road-message-type";

    /// <summary>The message type of REST.</summary>
    public const string Rest = "REST";

    /// <summary>The content type of a fault.</summary>
    public const string FaultType = PartTypes.Xml;

    private const int MaxBoundaryLength = 70;
    private const string BoundaryStart = "xtop";
    private const int RandomLetters = 30;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A boundary that no body contains but by a chance of 1 in 52^30.</summary>
    public static string NewBoundary() =>
        BoundaryStart + RandomNumberGenerator.GetString(Letters, RandomLetters);

    /// <summary>The boundary of a message's attachments: like X-Road's servers', as random as that of the message.</summary>
    internal static string AttachmentBoundary(string boundary) =>
        "xatt" + (boundary.StartsWith(BoundaryStart, StringComparison.Ordinal) ? boundary[BoundaryStart.Length..] : boundary);

    /// <summary>The content type of a message with this boundary.</summary>
    public static string ContentType(string boundary) => $"multipart/mixed; charset=UTF-8; boundary={boundary}";

    /// <summary>The boundary of a message's content type; null if it is not multipart/mixed with a boundary of RFC 2046 §5.1.1.</summary>
    public static string? Boundary(string? contentType) => Boundary(contentType, PartTypes.Mixed);

    internal static string? Boundary(string? contentType, string mediaType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !string.Equals(type.MediaType, mediaType, StringComparison.OrdinalIgnoreCase))
            return null;

        var boundary = type.Parameters
            .FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        return boundary is { Length: > 0 and <= MaxBoundaryLength } && boundary[^1] != ' ' && boundary.All(c => c is >= ' ' and < '\x7F') ? boundary : null;
    }

    /// <summary>Whether the content type is that of a fault, whatever its charset.</summary>
    public static bool IsFault(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, FaultType, StringComparison.OrdinalIgnoreCase);
}
