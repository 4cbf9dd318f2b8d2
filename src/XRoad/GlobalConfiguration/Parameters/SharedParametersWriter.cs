using System.Globalization;
using System.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>Writes shared parameters in the order of their schema; members get the ids that servers name them by anew.</summary>
internal sealed class SharedParametersWriter
{
    private readonly SharedParameters _parameters;
    private readonly int _version;
    private readonly Dictionary<ClientId, string> _ids = [];

    private SharedParametersWriter(SharedParameters parameters, int version) => (_parameters, _version) = (parameters, version);

    public static byte[] Write(SharedParameters parameters, int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, 6);
        if (parameters.Sources.Count == 0)
            throw new ArgumentException("Shared parameters name at least one source.", nameof(parameters));
        return ConfigurationXmlWriter.Write("conf", new SharedParametersWriter(parameters, version).Write);
    }

    private void Write(XmlWriter xml)
    {
        xml.WriteElementString("instanceIdentifier", _parameters.InstanceIdentifier);
        Each(xml, "source", _parameters.Sources, source =>
        {
            xml.WriteElementString("address", source.Address);
            xml.WriteCertificates("internalVerificationCert", source.InternalVerificationCertificates);
            xml.WriteCertificates("externalVerificationCert", source.ExternalVerificationCertificates);
        });
        Each(xml, "approvedCA", _parameters.ApprovedCas, ca => WriteCa(xml, ca));
        Each(xml, "approvedTSA", _parameters.ApprovedTsas, tsa =>
        {
            xml.WriteElementString("name", tsa.Name);
            xml.WriteElementString("url", tsa.Url);
            xml.WriteBytes("cert", tsa.Certificate.Der.Span);
            WriteWord(xml, "costType", tsa.Cost);
        });
        Each(xml, "member", _parameters.Members, member => WriteMember(xml, member));
        Each(xml, "securityServer", _parameters.SecurityServers, server => WriteServer(xml, server));
        Each(xml, "globalGroup", _parameters.GlobalGroups, group => WriteGroup(xml, group));
        xml.WriteStartElement("globalSettings");
        Each(xml, "memberClass", _parameters.MemberClasses, memberClass => WriteClass(xml, memberClass));
        xml.WriteSeconds("ocspFreshnessSeconds", _parameters.OcspFreshness);
        xml.WriteEndElement();
    }

    private void WriteCa(XmlWriter xml, ApprovedCa ca)
    {
        xml.WriteElementString("name", ca.Name);
        xml.WriteElementString("authenticationOnly", XmlConvert.ToString(ca.AuthenticationOnly));
        Each(xml, "topCA", [ca.TopCa], certificate => WriteCertificate(xml, certificate));
        Each(xml, "intermediateCA", ca.IntermediateCas, certificate => WriteCertificate(xml, certificate));
        xml.WriteElementString("certificateProfileInfo", ca.CertificateProfileInfo);
        WriteWord(xml, "defaultCsrFormat", ca.DefaultCsrFormat);
        if (ca.AcmeServer is not { } acme)
            return;
        xml.WriteStartElement("acmeServer");
        xml.WriteElementString("directoryURL", acme.DirectoryUrl);
        xml.WriteOptional("ipAddress", acme.IpAddress);
        xml.WriteOptional("authenticationCertificateProfileId", _version >= 4 ? acme.AuthenticationCertificateProfileId : null);
        xml.WriteOptional("signingCertificateProfileId", _version >= 4 ? acme.SigningCertificateProfileId : null);
        xml.WriteEndElement();
    }

    private void WriteCertificate(XmlWriter xml, CaCertificate ca)
    {
        xml.WriteBytes("cert", ca.Certificate.Der.Span);
        Each(xml, "ocsp", ca.OcspResponders, responder =>
        {
            xml.WriteElementString("url", responder.Url);
            xml.WriteCertificates("cert", responder.Certificate is { } certificate ? [certificate] : []);
            WriteWord(xml, "costType", responder.Cost);
        });
    }

    private void WriteMember(XmlWriter xml, Member member)
    {
        xml.WriteAttributeString("id", NewId(member.Id));
        xml.WriteStartElement("memberClass");
        WriteClass(xml, member.MemberClass);
        xml.WriteEndElement();
        xml.WriteElementString("memberCode", member.Id.MemberCode);
        xml.WriteElementString("name", member.Name);
        Each(xml, "subsystem", member.Subsystems, subsystem =>
        {
            xml.WriteAttributeString("id", NewId(subsystem.Id));
            xml.WriteElementString("subsystemCode", subsystem.Id.Code);
            xml.WriteOptional("subsystemName", _version >= 5 ? subsystem.Name : null);
        });
    }

    private void WriteServer(XmlWriter xml, SecurityServer server)
    {
        xml.WriteElementString("owner", IdOf(server.Id.Owner));
        xml.WriteElementString("serverCode", server.Id.Code);
        xml.WriteOptional("address", server.Address);
        foreach (var hash in server.AuthCertificateHashes)
        {
            if (hash.IsSha1)
                throw new ArgumentException($"The server {server.Id} has a SHA-1 hash: version 3 and later take SHA-256.", nameof(server));
            xml.WriteBytes("authCertHash", hash.ToBytes());
        }

        foreach (var client in server.Clients)
            xml.WriteElementString("client", IdOf(client));
        if (server.Maintenance is not { } maintenance || _version < 5)
            return;
        xml.WriteStartElement("inMaintenanceMode");
        xml.WriteOptional("message", maintenance.Message);
        xml.WriteEndElement();
    }

    private static void WriteGroup(XmlWriter xml, GlobalGroup group)
    {
        xml.WriteElementString("groupCode", group.Code);
        xml.WriteElementString("description", group.Description);
        foreach (var member in group.Members)
            xml.WriteClientId("groupMember", member);
    }

    private static void WriteClass(XmlWriter xml, MemberClass memberClass)
    {
        xml.WriteElementString("code", memberClass.Code);
        xml.WriteElementString("description", memberClass.Description);
    }

    // Words of version 6.
    private void WriteWord<T>(XmlWriter xml, string name, T? word)
        where T : struct, Enum => xml.WriteOptional(name, _version >= 6 ? word?.ToString().ToUpperInvariant() : null);

    private static void Each<T>(XmlWriter xml, string name, IEnumerable<T> values, Action<T> write)
    {
        foreach (var value in values)
        {
            xml.WriteStartElement(name);
            write(value);
            xml.WriteEndElement();
        }
    }

    private string NewId(ClientId client)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"id{_ids.Count}");
        return _ids.TryAdd(client, id) ? id : throw new ArgumentException($"{client} is there twice.", nameof(client));
    }

    private string IdOf(ClientId client) =>
        _ids.GetValueOrDefault(client) ?? throw new ArgumentException($"{client} has a server, and is not among the members.", nameof(client));
}
