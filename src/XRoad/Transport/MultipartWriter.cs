using System.Text;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Transport;

/// <summary>Writes the boundaries and headers of a multipart, as X-Road's servers do (sources, <c>MultipartEncoder</c>).</summary>
/// <param name="pending">Where to.</param>
/// <param name="boundary">The boundary.</param>
/// <param name="isNested">Whether it is a part itself: its first boundary has a line end before it, then, and its last one after it.</param>
internal sealed class MultipartWriter(PendingBytes pending, string boundary, bool isNested = false)
{
    private bool _begun = isNested;

    /// <summary>Begins a part of one header.</summary>
    /// <returns>How many bytes that is.</returns>
    public int StartPart(string contentType) => StartPart(contentType, "");

    /// <summary>Begins a part: its content type comes first.</summary>
    public void StartPart(PartHeaders headers)
    {
        var others = new StringBuilder();
        foreach (var field in headers.Fields)
        {
            if (!field.Name.Equals(PartHeaders.ContentTypeName, StringComparison.OrdinalIgnoreCase))
                others.Append(Checked(field).Name).Append(": ").Append(field.Value).Append("\r\n");
        }

        StartPart(headers.ContentType, others.ToString());
    }

    /// <summary>Ends the multipart.</summary>
    public void End() => pending.Append($"\r\n--{boundary}--\r\n");

    private int StartPart(string? contentType, string others)
    {
        var lineEnd = _begun ? "\r\n" : "";
        _begun = true;
        var type = contentType is null ? "" : $"{PartHeaders.ContentTypeName}: {contentType}\r\n";
        return pending.Append($"{lineEnd}--{boundary}\r\n{type}{others}\r\n");
    }

    private static HeaderField Checked(HeaderField field) => HeaderRules.IsName(field.Name) && HeaderRules.IsValue(field.Value)
        ? field
        : throw new ArgumentException("A part's header has a character that no header may have.", nameof(field));
}
