using System.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>The parts of an identifier in XML (PR-MESS 2.1, Annex A).</summary>
internal sealed class SoapIdentifiers
{
    private static readonly string[] Parts = ["xRoadInstance", "memberClass", "memberCode", "subsystemCode", "serviceCode", "serviceVersion", "serverCode"];

    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);

    public static SoapIdentifiers Read(XmlReader reader, params ReadOnlySpan<string> types)
    {
        var field = reader.LocalName;
        if (reader.GetAttribute("objectType", SoapNames.Identifiers) is not { } type || !types.Contains(type))
            throw Invalid($"The objectType of '{field}' is not {string.Join(" or ", types!)}.");

        var id = new SoapIdentifiers();
        SoapXml.Children(reader, () =>
        {
            var name = reader.LocalName;
            if (reader.NamespaceURI != SoapNames.Identifiers || Array.IndexOf(Parts, name) < 0)
                SoapXml.Skip(reader);
            else if (id._parts.ContainsKey(name))
                throw new MalformedSoapException(MalformedSoapException.DuplicateHeaderField, $"The SOAP header has '{name}' twice in '{field}'.");
            else
                id._parts[name] = Checked(name, SoapXml.Text(reader));
        });
        return id;
    }

    // As X-Road does it: whether it is a member or a subsystem is told by the parts that are there, not by objectType.
    public ClientId ToClient() => Optional("subsystemCode") is { } subsystem ? new SubsystemId(ToMember(), subsystem) : ToMember();

    public CalledService ToService() => new(ToClient(), Demand("serviceCode"), Optional("serviceVersion"));

    public SecurityServerId ToServer() => new(ToMember(), Demand("serverCode"));

    private MemberId ToMember() => new(Demand("xRoadInstance"), Demand("memberClass"), Demand("memberCode"));

    private string? Optional(string name) => _parts.GetValueOrDefault(name);

    private string Demand(string name) => Optional(name) ?? throw new MalformedSoapException(MalformedSoapException.MissingHeaderField, $"An identifier in the SOAP header lacks '{name}'.");

    private static string Checked(string name, string value) =>
        IdentifierPart.IsAllowed(value) ? value : throw Invalid($"'{name}' is empty, too long, or has a character that no X-Road identifier may have.");

    private static MalformedSoapException Invalid(string message) => new(MalformedSoapException.InvalidXml, message);
}
