using System.Net.Http.Headers;
using System.Text;

namespace Cabildo.XRoad.Transport.Packages;

/// <summary>
/// The content type of a SOAP message as an information system sends or gets it: <c>text/xml</c>, <c>application/xop+xml</c>, or
/// <c>multipart/related</c> (RFC 2387; SOAP with Attachments, MTOM).
/// </summary>
internal static class PackageType
{
    private static readonly string[] Kept = ["type", "start-info"];

    /// <summary>Whether it is a multipart.</summary>
    public static bool IsMultipart(string? contentType) => PartTypes.Is(PartTypes.BaseOf(contentType), PartTypes.Related);

    /// <summary>The content type of a multipart with a boundary of ours, in which the SOAP message comes first.</summary>
    /// <param name="original">The content type that its sender gave it; null if it was lost.</param>
    /// <param name="root">The MIME headers of the SOAP message.</param>
    /// <param name="boundary">Our boundary: with the sender's, an attachment made for it could be cut into parts that nobody signed.</param>
    public static string Rewrite(string? original, PartHeaders root, string boundary)
    {
        var text = new StringBuilder(PartTypes.Related);
        var parameters = IsMultipart(original) && MediaTypeHeaderValue.TryParse(original, out var parsed) ? parsed.Parameters : [];
        foreach (var parameter in parameters.Where(parameter => Kept.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)))
            text.Append("; ").Append(parameter.Name).Append('=').Append(parameter.Value);
        if (!parameters.Any(parameter => parameter.Name.Equals("type", StringComparison.OrdinalIgnoreCase)))
            text.Append("; type=\"").Append(PartTypes.BaseOf(root.ContentType)).Append('"');
        // Another root than the message whose rights were checked must not be named; unnamed, the first part is it (RFC 2387 §3.2).
        if (root.Find(PartHeaders.ContentIdName) is { } id && IsId(id) && Names(Start(original), id))
            text.Append("; start=\"").Append(id).Append('"');
        return text.Append("; charset=UTF-8; boundary=").Append(boundary).ToString();
    }

    /// <summary>Which part the content type says is the SOAP message; null if it does not.</summary>
    public static string? Start(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("start", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"')
            : null;

    /// <summary>Whether a parameter names the part with this content id. The angle brackets are often left off one of the two.</summary>
    public static bool Names(string? start, string contentId) => start?.Trim('<', '>') == contentId.Trim('<', '>');

    private static bool IsId(string id) => id.All(c => c is > ' ' and < '\x7F' and not ('"' or '\\'));
}
