using System.Xml;
using System.Xml.Linq;

namespace Cabildo.HealthRegister.Soap;

/// <summary>Reads envelopes: no document type, no entities but XML's own, and nothing from outside.</summary>
internal static class EnvelopeReader
{
    private const int MostCharacters = 256 * 1024;
    private const int MostDepth = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The header fields of X-Road and the one element in the body.</summary>
    /// <exception cref="MalformedSoapException">It is no envelope, or has what this service does not understand.</exception>
    public static (IReadOnlyList<XElement> Fields, XElement Payload) Read(byte[] xml)
    {
        var envelope = Parse(xml);
        if (envelope.Name.LocalName != "Envelope")
            throw new MalformedSoapException("Client", "The message is no SOAP envelope.");
        if (envelope.Name.Namespace != SoapNames.Envelope)
            throw new MalformedSoapException("VersionMismatch", "The service speaks SOAP 1.1.");
        var header = envelope.Element(SoapNames.Envelope + "Header")?.Elements().ToList() ?? [];
        if (header.Find(field => field.Name.Namespace != SoapNames.XRoad && MustUnderstand(field)) is { } unknown)
            throw new MalformedSoapException("MustUnderstand", $"The service does not understand {unknown.Name.LocalName}.");
        var body = envelope.Elements(SoapNames.Envelope + "Body").ToList();
        return body is [{ } only] && only.Elements().Count() == 1
            ? (header.FindAll(field => field.Name.Namespace == SoapNames.XRoad), only.Elements().Single())
            : throw new MalformedSoapException("Client", "The envelope has one body with one element in it.");
    }

    private static XElement Parse(byte[] xml)
    {
        try
        {
            // Twice over at most a quarter of a million characters: a tree is built only of what is not too deep for it.
            using (var reader = XmlReader.Create(new MemoryStream(xml), Settings))
            {
                while (reader.Read())
                {
                    if (reader.Depth > MostDepth)
                        throw new MalformedSoapException("Client", $"The envelope is nested deeper than {MostDepth}.");
                }
            }

            using var again = XmlReader.Create(new MemoryStream(xml), Settings);
            return XElement.Load(again);
        }
        catch (Exception problem) when (problem is XmlException or InvalidOperationException or ArgumentException)
        {
            throw new MalformedSoapException("Client", "The envelope is not well-formed XML without a document type, or is too long.", problem);
        }
    }

    private static bool MustUnderstand(XElement field) => (string?)field.Attribute(SoapNames.Envelope + "mustUnderstand") is "1" or "true";
}
