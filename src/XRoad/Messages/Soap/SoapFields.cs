using System.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>The fields of a header as they are found. Those of other name spaces are nobody's business here and may be repeated.</summary>
internal sealed class SoapFields
{
    private const int MaxIdLength = 255;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private ClientId? _client;
    private CalledService? _service;
    private SecurityServerId? _server;
    private RepresentedParty? _party;
    private SoapRequestHash? _hash;

    public static SoapFields Read(XmlReader reader)
    {
        var fields = new SoapFields();
        SoapXml.Children(reader, () =>
        {
            if (reader.NamespaceURI == SoapNames.XRoad)
                fields.ReadField(reader);
            else if (reader.NamespaceURI == SoapNames.Representation && reader.LocalName == "representedParty")
                fields.ReadParty(reader);
            else
                SoapXml.Skip(reader);
        });
        return fields;
    }

    public SoapHeader ToHeader()
    {
        var version = Demand("protocolVersion");
        if (!version.StartsWith("4.", StringComparison.Ordinal))
            throw new MalformedSoapException(MalformedSoapException.InvalidProtocolVersion, "The protocol version is not 4.x: this server speaks 4.0.");
        var client = _client ?? throw Missing("client");
        var id = Demand("id");
        if (id.Length > MaxIdLength)
            throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"The message id is longer than {MaxIdLength} characters.");
        return new SoapHeader(client, _service ?? throw Missing("service"), id, Optional("userId"), Optional("issue"), version, _party, _server, _hash);
    }

    /// <summary>For faults, whose header may be anything.</summary>
    public SoapHeader? ToHeaderOrNull() =>
        _client is not null && _service is not null && Optional("id") is { Length: > 0 and <= MaxIdLength } && Optional("protocolVersion")?.StartsWith("4.", StringComparison.Ordinal) == true
            ? ToHeader()
            : null;

    private void ReadField(XmlReader reader)
    {
        var name = reader.LocalName;
        switch (name)
        {
            case "client":
                Once(name);
                _client = SoapIdentifiers.Read(reader, "MEMBER", "SUBSYSTEM").ToClient();
                break;
            case "service":
                Once(name);
                _service = SoapIdentifiers.Read(reader, "SERVICE").ToService();
                break;
            case "securityServer":
                Once(name);
                _server = SoapIdentifiers.Read(reader, "SERVER").ToServer();
                break;
            case "requestHash":
                Once(name);
                var algorithm = reader.GetAttribute("algorithmId");
                _hash = new SoapRequestHash(algorithm, SoapXml.Text(reader));
                break;
            case "id" or "userId" or "issue" or "protocolVersion":
                Once(name);
                _texts[name] = SoapXml.Text(reader);
                break;
            default:
                SoapXml.Skip(reader);
                break;
        }
    }

    private void ReadParty(XmlReader reader)
    {
        Once("representedParty");
        string? partyClass = null;
        string? code = null;
        SoapXml.Children(reader, () =>
        {
            switch (reader.NamespaceURI == SoapNames.Representation ? reader.LocalName : "")
            {
                case "partyClass" when partyClass is null:
                    partyClass = SoapXml.Text(reader);
                    break;
                case "partyCode" when code is null:
                    code = SoapXml.Text(reader);
                    break;
                case "partyClass" or "partyCode":
                    throw Twice(reader.LocalName);
                default:
                    SoapXml.Skip(reader);
                    break;
            }
        });
        _party = new RepresentedParty(partyClass, code ?? throw Missing("partyCode"));
    }

    private void Once(string name)
    {
        if (!_seen.Add(name))
            throw Twice(name);
    }

    private string? Optional(string name) => _texts.GetValueOrDefault(name);

    private string Demand(string name) => Optional(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : throw Missing(name);

    private static MalformedSoapException Missing(string name) => new(MalformedSoapException.MissingHeaderField, $"The SOAP header lacks '{name}'.");

    private static MalformedSoapException Twice(string name) => new(MalformedSoapException.DuplicateHeaderField, $"The SOAP header has '{name}' twice.");
}
