using System.Globalization;
using System.Text;
using System.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>What the writers of anchors and parts have in common.</summary>
internal static class ConfigurationXmlWriter
{
    private const string Prefix = "xroad";
    private const string IdPrefix = "id";

    /// <summary>A file with one root element, whose inside <paramref name="write"/> writes.</summary>
    public static byte[] Write(string root, Action<XmlWriter> write)
    {
        using var file = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, IndentChars = "    ", NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(file, settings))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement(Prefix, root, ConfigurationXml.Namespace);
            xml.WriteAttributeString("xmlns", IdPrefix, null, ConfigurationXml.Identifiers);
            write(xml);
            xml.WriteEndElement();
        }

        return file.ToArray();
    }

    public static void WriteOptional(this XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteElementString(name, value);
    }

    public static void WriteSeconds(this XmlWriter xml, string name, TimeSpan value) =>
        xml.WriteElementString(name, ((long)value.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    public static void WriteBytes(this XmlWriter xml, string name, ReadOnlySpan<byte> value) => xml.WriteElementString(name, Convert.ToBase64String(value));

    public static void WriteCertificates(this XmlWriter xml, string name, IEnumerable<EncodedCertificate> certificates)
    {
        foreach (var certificate in certificates)
            xml.WriteBytes(name, certificate.Der.Span);
    }

    public static void WriteClientId(this XmlWriter xml, string name, ClientId id)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString(IdPrefix, "objectType", ConfigurationXml.Identifiers, id is SubsystemId ? "SUBSYSTEM" : "MEMBER");
        Part("xRoadInstance", id.Member.Instance);
        Part("memberClass", id.Member.MemberClass);
        Part("memberCode", id.Member.MemberCode);
        if (id is SubsystemId subsystem)
            Part("subsystemCode", subsystem.Code);
        xml.WriteEndElement();

        void Part(string part, string value) => xml.WriteElementString(IdPrefix, part, ConfigurationXml.Identifiers, value);
    }
}
