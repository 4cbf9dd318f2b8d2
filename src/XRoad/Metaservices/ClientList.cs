using System.Text;
using System.Xml;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Metaservices;

/// <summary>A member or subsystem as listClients tells of it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">The member's name.</param>
/// <param name="SubsystemName">The subsystem's name; null if it has none.</param>
public sealed record ListedClient(ClientId Id, string Name, string? SubsystemName = null);

/// <summary>What listClients answers (PR-META 2).</summary>
public static class ClientList
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    /// <summary>The instance asked about: the parameter <c>xRoadInstance</c>; null for the server's own.</summary>
    /// <param name="query">The query of the request, with or without the question mark.</param>
    public static string? InstanceOf(string? query) => QueryParameters.Find(query, "xRoadInstance");

    /// <summary>All members of an instance, each followed by its subsystems.</summary>
    public static IReadOnlyList<ListedClient> Of(SharedParameters instance) =>
    [
        .. from member in instance.Members
           from client in (IEnumerable<ListedClient>)[new(member.Id, member.Name), .. member.Subsystems.Select(subsystem => new ListedClient(subsystem.Id, member.Name, subsystem.Name))]
           select client,
    ];

    /// <summary>The answer: JSON where that is among what the client accepts, whatever it prefers (sources, <c>MetadataClientRequestProcessor</c>), else XML.</summary>
    /// <param name="clients">The list.</param>
    /// <param name="accept">The values of the request's Accept headers.</param>
    public static MetaserviceBody Write(IReadOnlyCollection<ListedClient> clients, IEnumerable<string?> accept) =>
        accept.SelectMany(value => (value ?? "").Split(',')).Any(range => range.Split(';', 2)[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
            ? AsJson(clients)
            : AsXml(clients);

    private static MetaserviceBody AsJson(IReadOnlyCollection<ListedClient> clients) => MetaserviceBody.Json("application/json; charset=utf-8", writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("member"u8);
        foreach (var client in clients)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("id"u8);
            MetaserviceBody.WriteId(writer, SoapWriter.TypeOf(client.Id), client.Id);
            writer.WriteEndObject();
            writer.WriteString("name"u8, client.Name);
            if (client.SubsystemName is { } name)
                writer.WriteString("subsystem_name"u8, name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static MetaserviceBody AsXml(IReadOnlyCollection<ListedClient> clients)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            writer.WriteStartDocument(standalone: true);
            writer.WriteStartElement("xroad", "clientList", SoapNames.XRoad);
            writer.WriteAttributeString("xmlns", "id", ns: null, SoapNames.Identifiers);
            foreach (var client in clients)
            {
                writer.WriteStartElement("xroad", "member", SoapNames.XRoad);
                SoapWriter.WriteClient(writer, "id", client.Id);
                writer.WriteElementString("xroad", "name", SoapNames.XRoad, client.Name);
                if (client.SubsystemName is { } name)
                    writer.WriteElementString("xroad", "subsystemName", SoapNames.XRoad, name);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return new MetaserviceBody("text/xml; charset=UTF-8", bytes.ToArray());
    }
}
