using System.Xml;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>
/// What the servers of an instance alone know: where they register, and where the configurations of federated instances are
/// (PR-GCONF 2.5, private-parameters.xsd of versions 2 and 3).
/// </summary>
/// <param name="InstanceIdentifier">The instance it is about.</param>
/// <param name="Anchors">Where further configurations are published.</param>
/// <param name="ManagementService">Where servers register.</param>
/// <param name="TimeStampingInterval">How often a server time-stamps what it logged. Whole seconds.</param>
/// <param name="UnknownElements">How many elements the reader did not know and passed over.</param>
public sealed record PrivateParameters(
    string InstanceIdentifier, IReadOnlyList<ConfigurationAnchor> Anchors, ManagementService ManagementService, TimeSpan TimeStampingInterval, int UnknownElements = 0)
{
    /// <summary>The anchors of other instances: those this one is federated with (PR-GCONF 3.3).</summary>
    public IEnumerable<ConfigurationAnchor> FederationAnchors => Anchors.Where(anchor => anchor.InstanceIdentifier != InstanceIdentifier);

    /// <summary>Reads a file of any version.</summary>
    /// <exception cref="MalformedConfigurationException">It is malformed; the message says in which line.</exception>
    public static PrivateParameters Parse(ReadOnlyMemory<byte> xml) => ConfigurationXml.Read(xml, XmlLimits.Configuration, "conf", Read);

    /// <summary>Writes a file: the form is the same in all versions from 3 to 6.</summary>
    public byte[] Write() => ConfigurationXmlWriter.Write("conf", Write);

    private static PrivateParameters Read(ConfigurationXml xml)
    {
        string? instance = null;
        ManagementService? service = null;
        TimeSpan? interval = null;
        List<ConfigurationAnchor> anchors = [];
        xml.Children(name => name switch
        {
            "instanceIdentifier" => xml.Text(ref instance),
            ConfigurationAnchor.Element => ConfigurationXml.Add(anchors, ConfigurationAnchor.Read(xml)),
            "managementService" => xml.Once(ref service, ReadService(xml)),
            "timeStampingIntervalSeconds" => xml.Once(ref interval, xml.Seconds()),
            _ => false,
        });
        return new PrivateParameters(
            xml.Require(instance, "instanceIdentifier"),
            anchors,
            xml.Require(service, "managementService"),
            interval ?? throw xml.Malformed("The element timeStampingIntervalSeconds is missing."),
            xml.UnknownElements);
    }

    private static ManagementService ReadService(ConfigurationXml xml)
    {
        string? address = null;
        EncodedCertificate? certificate = null;
        ClientId? provider = null;
        xml.Children(name => name switch
        {
            "authCertRegServiceAddress" => xml.Text(ref address),
            "authCertRegServiceCert" => xml.Once(ref certificate, xml.Certificate()),
            "managementRequestServiceProviderId" => xml.Once(ref provider, xml.ClientId()),
            _ => false,
        });
        return new ManagementService(
            xml.Require(address, "authCertRegServiceAddress"), certificate, xml.Require(provider, "managementRequestServiceProviderId"));
    }

    private void Write(XmlWriter xml)
    {
        xml.WriteElementString("instanceIdentifier", InstanceIdentifier);
        foreach (var anchor in Anchors)
        {
            xml.WriteStartElement(ConfigurationAnchor.Element);
            anchor.Write(xml);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("managementService");
        xml.WriteElementString("authCertRegServiceAddress", ManagementService.Address);
        if (ManagementService.Certificate is { } certificate)
            xml.WriteBytes("authCertRegServiceCert", certificate.Der.Span);
        xml.WriteClientId("managementRequestServiceProviderId", ManagementService.Provider);
        xml.WriteEndElement();
        xml.WriteSeconds("timeStampingIntervalSeconds", TimeStampingInterval);
    }
}

/// <summary>Where the servers of an instance register.</summary>
/// <param name="Address">Where authentication certificates are registered, HTTPS.</param>
/// <param name="Certificate">The TLS certificate of that address, if it is given.</param>
/// <param name="Provider">Who offers the management services to registered servers.</param>
public sealed record ManagementService(string Address, EncodedCertificate? Certificate, ClientId Provider);
