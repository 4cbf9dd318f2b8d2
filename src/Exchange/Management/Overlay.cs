using System.Text;
using Cabildo.Exchange.Node;

namespace Cabildo.Exchange.Management;

/// <summary>Something that is in force.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Value">What is said of it.</param>
/// <param name="Setting">Where it stands among the settings as they are with the calls': <c>Services:2:Grants:0</c>.</param>
/// <param name="Row">The row of the call; null if the file says it.</param>
internal sealed record Entry(string Kind, string Key, object Value, string Setting, ManagedRow? Row);

/// <summary>The settings of the file with what calls added. What the file says stands first and is never changed: its places are those of the file.</summary>
internal sealed class Overlay
{
    private readonly List<ClientOptions> _clients = [];
    private readonly List<ServiceOptions> _services = [];
    private readonly List<LocalGroupOptions> _groups = [];
    private readonly Dictionary<(string Kind, string Key), Entry> _entries = [];

    public Overlay(ExchangeOptions file, IEnumerable<ManagedRow> rows)
    {
        foreach (var client in file.Clients)
            Add(client, row: null);
        foreach (var group in file.LocalGroups)
            Add(Copy(group), group.Members, row: null);
        foreach (var service in file.Services)
            Add(Copy(service), service.Grants, row: null);
        foreach (var row in rows.OrderBy(row => Array.IndexOf(Kinds.InOrder, row.Kind)))
        {
            if (!TryAdd(row))
                Homeless.Add(row);
        }
    }

    /// <summary>Everything that is in force.</summary>
    public IEnumerable<Entry> Entries => _entries.Values;

    /// <summary>Rows that have no place: what they are about is not there, the file says it now, or they cannot be read.</summary>
    public List<ManagedRow> Homeless { get; } = [];

    /// <summary>What is in force of a kind by a key; null if nothing.</summary>
    public Entry? Find(string kind, string key) => _entries.GetValueOrDefault((kind, key));

    /// <summary>Reads it all, by the rules of the file.</summary>
    public Offer Read(List<string> errors) => Offer.Read(_clients, _services, _groups, errors);

    /// <summary>An identifier in the one form in which keys have it: each part percent-encoded.</summary>
    public static string Canonical(string id) => string.Join('/', id.Split('/').Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))));

    private bool TryAdd(ManagedRow row)
    {
        if (_entries.ContainsKey((row.Kind, row.Key)) || ManagedJson.Read(row.Kind, Encoding.UTF8.GetBytes(row.Body), out _) is not { } value)
            return false;
        switch (value)
        {
            case ClientOptions client:
                client.Id = row.Key;
                Add(client, row);
                return true;
            case ServiceOptions service:
                service.Id = row.Key;
                Add(service, [], row);
                return true;
            case LocalGroupOptions group:
                group.Code = row.Key;
                Add(group, [], row);
                return true;
            case GivenRight right when Find(Kinds.Services, Canonical(right.Service))?.Value is ServiceOptions service:
                Add(row.Key, service, right, row);
                return true;
            case Disabling disabling when Find(Kinds.Services, row.Key)?.Value is ServiceOptions { Disabled: null } service:
                service.Disabled = disabling.Notice;
                Keep(new Entry(Kinds.Disabled, row.Key, disabling, $"Services:{_services.IndexOf(service)}:Disabled", row));
                return true;
            case ManagedJson.Nothing when row.Key.Split('/', 2) is [var code, var member] && Find(Kinds.Groups, code)?.Value is LocalGroupOptions group:
                Add(group, member, row);
                return true;
            default:
                return false;
        }
    }

    private void Add(ClientOptions client, ManagedRow? row)
    {
        Keep(new Entry(Kinds.Clients, Canonical(client.Id), client, $"Clients:{_clients.Count}", row));
        _clients.Add(client);
    }

    private void Add(LocalGroupOptions group, IEnumerable<string> members, ManagedRow? row)
    {
        Keep(new Entry(Kinds.Groups, group.Code, group, $"LocalGroups:{_groups.Count}", row));
        _groups.Add(group);
        foreach (var member in members)
            Add(group, member, row);
    }

    private void Add(LocalGroupOptions group, string member, ManagedRow? row)
    {
        Keep(new Entry(Kinds.Members, $"{group.Code}/{Canonical(member)}", new ManagedJson.Nothing(), $"LocalGroups:{_groups.IndexOf(group)}:Members:{group.Members.Count}", row));
        group.Members.Add(member);
    }

    private void Add(ServiceOptions service, IEnumerable<GrantOptions> rights, ManagedRow? row)
    {
        var (key, setting) = (Canonical(service.Id), $"Services:{_services.Count}");
        Keep(new Entry(Kinds.Services, key, service, setting, row));
        _services.Add(service);
        if (service.Disabled is { } notice)
            Keep(new Entry(Kinds.Disabled, key, new Disabling { Notice = notice }, $"{setting}:Disabled", row));
        // The file's rights have no other name than their place.
        foreach (var right in rights)
            Add($"{setting}:Grants:{service.Grants.Count}", service, new GivenRight { Service = key, Right = right }, row);
    }

    private void Add(string key, ServiceOptions service, GivenRight right, ManagedRow? row)
    {
        Keep(new Entry(Kinds.Rights, key, right, $"Services:{_services.IndexOf(service)}:Grants:{service.Grants.Count}", row));
        service.Grants.Add(right.Right);
    }

    private void Keep(Entry entry) => _entries.TryAdd((entry.Kind, entry.Key), entry);

    private static LocalGroupOptions Copy(LocalGroupOptions group) => new() { Code = group.Code };

    private static ServiceOptions Copy(ServiceOptions service)
    {
        var copy = new ServiceOptions
        {
            Id = service.Id,
            Kind = service.Kind,
            DescriptionUrl = service.DescriptionUrl,
            Timeout = service.Timeout,
            Disabled = service.Disabled,
            Limit = service.Limit,
        };
        foreach (var url in service.Urls)
            copy.Urls.Add(url);
        foreach (var certificate in service.Certificates)
            copy.Certificates.Add(certificate);
        foreach (var endpoint in service.Endpoints)
            copy.Endpoints.Add(endpoint);
        return copy;
    }
}
