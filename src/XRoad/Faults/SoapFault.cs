using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Faults;

/// <summary>A fault as security servers tell it to each other: a SOAP 1.1 fault, whatever the message was (PR-MESSTRANSP 3.1).</summary>
public static class SoapFault
{
    /// <summary>The longest fault that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxCodeLength = 200;

    // Written out it may be five times as long, and there are two: together they must fit.
    private const int MaxTextLength = 4_000;
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    // With the colon of qualified names: a service's own fault may have SOAP-ENV:Server (SOAP 1.1 §4.4.1).
    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:");

    private static readonly XmlReaderSettings Bounded = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
    };

    /// <summary>The fault as UTF-8 XML.</summary>
    public static byte[] Write(Fault fault)
    {
        var document = new XElement(
            Envelope + "Envelope",
            new XAttribute(XNamespace.Xmlns + "SOAP-ENV", Envelope),
            new XElement(
                Envelope + "Body",
                new XElement(
                    Envelope + "Fault",
                    new XElement("faultcode", Sendable(fault.Code)),
                    new XElement("faultstring", Visible(Short(fault.Message))),
                    new XElement("detail", new XElement("faultDetail", Visible(Short(fault.Detail)))))));
        return Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + document.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>Reads a fault another server sent; false if it is none, or its code could not stand in a header.</summary>
    public static bool TryRead(byte[] xml, [NotNullWhen(true)] out Fault? fault)
    {
        fault = null;
        var element = Parse(xml)?.Element(Envelope + "Body")?.Element(Envelope + "Fault");
        var code = element?.Element("faultcode")?.Value.Trim();
        if (code is not { Length: > 0 and <= MaxCodeLength } || code.AsSpan().IndexOfAnyExcept(CodeCharacters) >= 0)
            return false;

        fault = new Fault(code, element!.Element("faultstring")?.Value ?? string.Empty, element.Element("detail")?.Value ?? string.Empty);
        return true;
    }

    private static XElement? Parse(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), Bounded);
            reader.MoveToContent();
            var root = XElement.Load(reader);
            return root.Name == Envelope + "Envelope" ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // Services put what they like into their faults; the server at the other end reads codes only.
    private static string Sendable(string code)
    {
        var sent = string.Concat(code.Trim().Take(MaxCodeLength).Select(c => CodeCharacters.Contains(c) ? c : '_'));
        return sent.Length == 0 ? "Server" : sent;
    }

    private static string Short(string text)
    {
        if (text.Length <= MaxTextLength)
            return text;
        // Half a character cannot be written.
        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }

    // Most control characters cannot be written in XML 1.0 at all.
    private static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
}
