using System.Xml.Linq;
using Cabildo.Platform.Refusals;

namespace Cabildo.HealthRegister.Soap;

/// <summary>Something the service does, named by the element in a request's body.</summary>
internal interface ISoapOperation
{
    /// <summary>The name of the element, in the register's namespace.</summary>
    string Name { get; }

    /// <summary>Does it; a refusal becomes a fault.</summary>
    Task<(SoapAnswer? Answer, Refusal? Refusal)> RunAsync(SoapRequest request, CancellationToken ct);
}

/// <summary>A request.</summary>
/// <param name="Fields">The header fields of X-Road, in their order; none from who calls directly.</param>
/// <param name="Payload">The element in the body.</param>
/// <param name="Attachments">What came with it.</param>
internal sealed record SoapRequest(IReadOnlyList<XElement> Fields, XElement Payload, IReadOnlyList<SoapAttachment> Attachments)
{
    /// <summary>The attachment that a reference means (<c>cid:…</c>, RFC 2392); null if there is none.</summary>
    public SoapAttachment? AttachmentAt(string? href)
    {
        if (href is null || !href.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            return null;
        var id = Uri.UnescapeDataString(href[4..]);
        return Attachments.FirstOrDefault(attachment => attachment.ContentId == id);
    }
}

/// <summary>What the service answers.</summary>
/// <param name="Payload">The element in the body.</param>
/// <param name="Attachment">What goes with it; null for nothing.</param>
internal sealed record SoapAnswer(XElement Payload, SoapAttachment? Attachment = null);

/// <summary>A part beside the envelope (SOAP Messages with Attachments, W3C note of December 2000).</summary>
/// <param name="ContentId">Its name in the message, without the angle brackets.</param>
/// <param name="ContentType">Its type, with parameters.</param>
/// <param name="Content">Its bytes, decoded.</param>
internal sealed record SoapAttachment(string ContentId, string ContentType, byte[] Content)
{
    /// <summary>The type without parameters.</summary>
    public string MediaType => ContentType.Split(';')[0].Trim();
}

/// <summary>A message that is none.</summary>
/// <param name="code">The fault's code: <c>Client</c>, <c>VersionMismatch</c> or <c>MustUnderstand</c> (SOAP 1.1 §4.4.1).</param>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What the reader said, if it was that.</param>
internal sealed class MalformedSoapException(string code, string message, Exception? inner = null) : FormatException(message, inner)
{
    public string Code => code;
}
