using System.Globalization;
using System.Text;
using Cabildo.HealthRegister;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Demo;

/// <summary>The exchange nodes of the demo: who they are, whom they serve, what they offer to whom.</summary>
/// <param name="setup">The demo.</param>
internal sealed class DemoNodes(DemoSetup setup)
{
    public const string Documents = "RP/GOV/digital/documents";
    public const string Enrolment = "RP/GOV/digital/identity";
    public const string LicenceService = "RP/GOV/transport/licences/licence";
    public const string ChangesService = "RP/GOV/transport/licences/changes";
    public const string PersonService = "RP/GOV/interior/civil/person";
    public const string VaccinationsService = "RP/GOV/health/vaccines/vaccinations";
    public const string CardService = "RP/GOV/health/vaccines/vaccinationCard";

    private readonly DemoAddresses _addresses = setup.Addresses;

    public IReadOnlyList<DemoNode> All { get; } =
    [
        Node("RP/GOV/digital/digital-1", setup.Addresses.Digital, [Documents, Enrolment]),
        Node(
            "RP/GOV/transport/transport-1",
            setup.Addresses.Transport,
            ["RP/GOV/transport/licences"],
            new DemoService(LicenceService, new Uri(setup.Addresses.TransportRegister, "licences"), Documents),
            new DemoService(ChangesService, new Uri(setup.Addresses.TransportRegister, "changes"), Documents)),
        Node(
            "RP/GOV/interior/interior-1",
            setup.Addresses.Interior,
            ["RP/GOV/interior/civil"],
            new DemoService(PersonService, new Uri(setup.Addresses.CivilRegister, "persons"), Enrolment)),
        Node(
            "RP/GOV/health/health-1",
            setup.Addresses.Health,
            ["RP/GOV/health/vaccines"],
            new DemoService(VaccinationsService, new Uri(setup.Addresses.HealthRegister, HealthRegisterApplication.Path), Documents, IsSoap: true),
            new DemoService(CardService, new Uri(setup.Addresses.HealthRegister, HealthRegisterApplication.Path), Documents, IsSoap: true)),
    ];

    /// <summary>What the authority is told of the instance.</summary>
    public string Facts()
    {
        var yaml = new StringBuilder("""
            # República del Plata: who takes part in its exchange.
            instance: RP
            country: RP
            memberClasses:
              - { code: GOV, description: Ministries and agencies }
              - { code: MUN, description: Municipalities }
              - { code: COM, description: Companies }
            members:

            """);
        foreach (var (code, name, subsystems) in Members)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ id: RP/GOV/{code}, name: {name}, subsystems: [");
            yaml.AppendJoin(", ", subsystems.Select(subsystem => $"{{ code: {subsystem} }}")).AppendLine("] }");
        }

        yaml.AppendLine("servers:");
        foreach (var node in All)
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {{ id: {node.Id}, address: {node.Addresses.Peers.Host}, clients: [{string.Join(", ", node.Subsystems)}] }}");
        return yaml.AppendLine("management: { service: RP/GOV/digital/management, address: https://127.0.1.9:4001/ }").ToString();
    }

    /// <summary>The settings of a node, ready for the exchange role.</summary>
    /// <param name="node">One of <see cref="All"/>.</param>
    /// <param name="anchor">The file of the instance's anchor.</param>
    public Dictionary<string, string?> SettingsOf(DemoNode node, string anchor)
    {
        var folder = node.FolderIn(setup.Folder);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database"] = setup.DatabaseOf("exchange-" + node.Id.Code),
            ["Exchange:Server"] = node.Id.ToString(),
            ["Exchange:ClientsUrl"] = node.Addresses.Clients.GetLeftPart(UriPartial.Authority),
            ["Exchange:PeersUrl"] = node.Addresses.Peers.GetLeftPart(UriPartial.Authority),
            ["Exchange:PeersPort"] = _addresses.PeersPort.ToString(CultureInfo.InvariantCulture),
            ["Exchange:OcspPort"] = _addresses.OcspPort.ToString(CultureInfo.InvariantCulture),
            ["Exchange:Token"] = node.TokenIn(setup.Folder),
            ["Exchange:Anchor"] = anchor,
            ["Exchange:ConfigurationFolder"] = Path.Combine(folder, "globalconf"),
            ["Exchange:OcspFolder"] = Path.Combine(folder, "ocsp"),
            ["Exchange:Log:Archive:Folder"] = Path.Combine(folder, "archive"),
        };
        for (var i = 0; i < node.Subsystems.Count; i++)
        {
            settings[$"Exchange:Clients:{i}:Id"] = node.Subsystems[i].ToString();
            settings[$"Exchange:Clients:{i}:Connection"] = "Http";
        }

        for (var i = 0; i < node.Services.Count; i++)
        {
            settings[$"Exchange:Services:{i}:Id"] = node.Services[i].Id;
            settings[$"Exchange:Services:{i}:Urls:0"] = node.Services[i].Url.AbsoluteUri;
            settings[$"Exchange:Services:{i}:Timeout"] = "00:00:05";
            settings[$"Exchange:Services:{i}:Grants:0:Client"] = node.Services[i].Client;
            // SOAP has no methods: its right is to all of the service.
            if (node.Services[i].IsSoap)
                settings[$"Exchange:Services:{i}:Kind"] = "Soap";
            else
                settings[$"Exchange:Services:{i}:Grants:0:Method"] = "GET";
        }

        return settings;
    }

    private static readonly (string Code, string Name, string[] Subsystems)[] Members =
    [
        ("digital", "Secretaría de Gobierno Digital", ["documents", "identity", "management"]),
        ("transport", "Ministerio de Transporte", ["licences"]),
        ("interior", "Ministerio del Interior", ["civil"]),
        ("health", "Ministerio de Salud", ["vaccines"]),
    ];

    private static DemoNode Node(string id, NodeAddresses addresses, string[] subsystems, params DemoService[] services) => new(
        SecurityServerId.TryParse(id, out var server) ? server : throw new InvalidOperationException($"{id} is no security server id."),
        addresses,
        [.. subsystems.Select(text => SubsystemId.TryParse(text, out var subsystem) ? subsystem : throw new InvalidOperationException($"{text} is no subsystem id."))],
        services);
}
