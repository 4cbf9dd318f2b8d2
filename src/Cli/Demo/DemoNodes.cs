using Cabildo.Exchange;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Demo;

/// <summary>The three exchange nodes of the demo: who they are, whom they know, what they offer to whom.</summary>
internal sealed class DemoNodes
{
    public const string Documents = "RP/GOV/digital/documents";
    public const string Enrolment = "RP/GOV/digital/identity";
    public const string LicenceService = "RP/GOV/transport/licences/licence";
    public const string ChangesService = "RP/GOV/transport/licences/changes";
    public const string PersonService = "RP/GOV/interior/civil/person";

    private readonly DemoAddresses _addresses;
    private readonly List<Node> _nodes;

    private DemoNodes(DemoAddresses addresses, List<Node> nodes) => (_addresses, _nodes) = (addresses, nodes);

    /// <summary>Makes the nodes' keys and certificates in <paramref name="folder"/>, where they are not there yet.</summary>
    public static DemoNodes Create(string folder, DemoAddresses addresses, TimeProvider time)
    {
        var validity = ValidityPeriod.From(time.GetUtcNow().AddMinutes(-5), 730);
        using var authorityToken = SoftToken.Open(Path.Combine(folder, "exchange-authority"));
        var authority = NodeKeys.Authority(authorityToken, "República del Plata demonstration CA", ValidityPeriod.From(time.GetUtcNow().AddMinutes(-5), 3650));
        var nodes = new List<Node>
        {
            new("RP/GOV/digital/digital-1", addresses.Digital, [Documents, Enrolment]),
            new("RP/GOV/transport/transport-1", addresses.Transport, ["RP/GOV/transport", "RP/GOV/transport/licences"]),
            new("RP/GOV/interior/interior-1", addresses.Interior, ["RP/GOV/interior", "RP/GOV/interior/civil"]),
        };
        foreach (var node in nodes)
        {
            node.Token = Path.Combine(folder, "node-" + node.Id.Split('/')[^1]);
            using var token = SoftToken.Open(node.Token);
            if (!SecurityServerId.TryParse(node.Id, out var server))
                throw new InvalidOperationException($"{node.Id} is no security server id.");
            node.Fingerprint = NodeKeys.Ensure(token, authority, server, [node.Addresses.Peers.Host], validity);
        }

        return new DemoNodes(addresses, nodes);
    }

    /// <summary>The settings of each node, ready for the exchange role.</summary>
    public IEnumerable<Dictionary<string, string?>> Settings()
    {
        yield return SettingsOf(_nodes[0]);
        yield return SettingsOf(
            _nodes[1],
            (LicenceService, new Uri(_addresses.TransportRegister, "licences"), Documents),
            (ChangesService, new Uri(_addresses.TransportRegister, "changes"), Documents));
        yield return SettingsOf(_nodes[2], (PersonService, new Uri(_addresses.CivilRegister, "persons"), Enrolment));
    }

    private Dictionary<string, string?> SettingsOf(Node node, params ReadOnlySpan<(string Id, Uri Url, string Client)> services)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Exchange:Server"] = node.Id,
            ["Exchange:ClientsUrl"] = node.Addresses.Clients.GetLeftPart(UriPartial.Authority),
            ["Exchange:PeersUrl"] = node.Addresses.Peers.GetLeftPart(UriPartial.Authority),
            ["Exchange:Token"] = node.Token,
        };
        Number(settings, "Exchange:Subsystems", node.Clients.Where(client => client.Count('/') == 3));
        for (var i = 0; i < _nodes.Count; i++)
        {
            settings[$"Exchange:Peers:{i}:Server"] = _nodes[i].Id;
            settings[$"Exchange:Peers:{i}:Url"] = _nodes[i].Addresses.Peers.GetLeftPart(UriPartial.Authority);
            settings[$"Exchange:Peers:{i}:Certificates:0"] = _nodes[i].Fingerprint;
            Number(settings, $"Exchange:Peers:{i}:Clients", _nodes[i].Clients);
        }

        for (var i = 0; i < services.Length; i++)
        {
            settings[$"Exchange:Services:{i}:Id"] = services[i].Id;
            settings[$"Exchange:Services:{i}:Url"] = services[i].Url.AbsoluteUri;
            settings[$"Exchange:Services:{i}:Timeout"] = "00:00:05";
            settings[$"Exchange:Services:{i}:Grants:0:Client"] = services[i].Client;
            settings[$"Exchange:Services:{i}:Grants:0:Method"] = "GET";
        }

        return settings;
    }

    private static void Number(Dictionary<string, string?> settings, string key, IEnumerable<string> values)
    {
        var i = 0;
        foreach (var value in values)
            settings[$"{key}:{i++}"] = value;
    }

    private sealed record Node(string Id, NodeAddresses Addresses, IReadOnlyList<string> Clients)
    {
        public string Token { get; set; } = "";

        public string Fingerprint { get; set; } = "";
    }
}
