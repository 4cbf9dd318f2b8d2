using System.Text;
using System.Xml;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Which attachments a member must not sign. A step of a hash chain binds the digests of the parts, but neither their names nor
/// what they are (X-Road 7, <c>DigestList</c>). So whoever holds a signed message can show its attachment as the message, beside a bare
/// digest in place of the real one, and no verifier can tell: it looks like one message of a batch. Harmless unless the attachment
/// reads as a message, or as a step of a chain; and both can be sent in by anybody whose upload is passed on as a REST body.
/// </summary>
public static class AttachmentRules
{
    /// <summary>How many bytes of an attachment have to be seen.</summary>
    public const int BeginningBytes = 4_096;

    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private static ReadOnlySpan<byte> WebPage => "<!DOCTYPE html"u8;

    /// <summary>Why an attachment must not be signed; null if it may be.</summary>
    /// <param name="beginning">Its first <see cref="BeginningBytes"/> bytes, or all if there are fewer.</param>
    public static string? Refusal(ReadOnlySpan<byte> beginning)
    {
        if (HashStep.Resembles(beginning))
            return "The body is a list of digests such as hash chains have: signed, it would prove what nobody sent.";
        return IsRest(beginning) || IsSoap(beginning)
            ? "The body is itself a message such as security servers exchange: signed, it would pass for one that was sent."
            : null;
    }

    // A method, or a status of three digits, alone on the first line.
    private static bool IsRest(ReadOnlySpan<byte> beginning)
    {
        var end = beginning.IndexOf("\r\n"u8);
        if (end is < 3 or > 7)
            return false;
        var first = beginning[..end];
        return first.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0 || (end == 3 && first.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
    }

    private static bool IsSoap(ReadOnlySpan<byte> beginning)
    {
        if (!IsMarkup(beginning))
            return false;
        try
        {
            using var reader = SafeXml.Open(beginning.ToArray(), XmlLimits.Signature);
            return reader.MoveToContent() == XmlNodeType.Element && reader is { LocalName: "Envelope", NamespaceURI: Soap };
        }
        catch (XmlException)
        {
            // A root beyond what was seen is padded so on purpose; and other readers may not mind a document type.
            return beginning.Length >= BeginningBytes || beginning.IndexOf("<!DOCTYPE"u8) >= 0;
        }
    }

    // In UTF-8 or UTF-16; web pages are no XML, and are common.
    private static bool IsMarkup(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.TrimStart("\uFEFF"u8).TrimStart((ReadOnlySpan<byte>)[0xFE, 0xFF]).TrimStart(" \t\r\n\0"u8);
        return text is [(byte)'<', ..] && !Ascii.EqualsIgnoreCase(text[..Math.Min(text.Length, WebPage.Length)], WebPage);
    }
}
