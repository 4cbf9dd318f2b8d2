using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Facts;

/// <summary>Makes facts of what a file says, and refuses what a configuration could not say.</summary>
internal sealed class FactsReader(string path)
{
    private const int LargestAnchor = 1024 * 1024;
    private readonly Dictionary<string, MemberClass> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<ClientId> _clients = [];
    private string _instance = "";

    public InstanceFacts Read(FactsDocument document)
    {
        if (document.Country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            throw Problem(document.Line, "country is two capital letters.");
        _instance = Checked(document.Line, document.Instance, "instance");
        foreach (var node in document.MemberClasses)
            ReadClass(node);
        var members = document.Members.ConvertAll(ReadMember);
        var facts = new InstanceFacts
        {
            Instance = _instance,
            Country = document.Country,
            MemberClasses = [.. _classes.Values],
            Members = members,
            Servers = document.Servers.ConvertAll(ReadServer),
            GlobalGroups = document.GlobalGroups.ConvertAll(ReadGroup),
            Management = ReadManagement(document.Management),
            OcspFreshness = Seconds(document.Line, document.OcspFreshnessSeconds, "ocspFreshnessSeconds"),
            TimestampingInterval = Seconds(document.Line, document.TimestampingIntervalSeconds, "timestampingIntervalSeconds"),
            FederatedAnchors = [.. document.Federation.Select(file => ReadAnchor(document.Line, file))],
        };
        Distinct(document.Servers, node => node.Id, "server");
        Distinct(document.GlobalGroups, node => node.Code, "group");
        return facts;
    }

    private void ReadClass(ClassNode node)
    {
        if (!_classes.TryAdd(Checked(node.Line, node.Code, "code"), new MemberClass(node.Code, Text(node.Line, node.Description, "description"))))
            throw Problem(node.Line, $"The class {node.Code} is there twice.");
    }

    private Member ReadMember(MemberNode node)
    {
        if (!ClientId.TryParse(node.Id, out var client) || client is not MemberId id || id.Instance != _instance)
            throw Problem(node.Line, $"'{node.Id}' is not {_instance}/class/code.");
        if (!_classes.TryGetValue(id.MemberClass, out var memberClass))
            throw Problem(node.Line, $"The class {id.MemberClass} is not among memberClasses.");
        Add(node.Line, id);
        return new Member(id, memberClass, Text(node.Line, node.Name, "name"), node.Subsystems.ConvertAll(subsystem => ReadSubsystem(id, subsystem)));
    }

    private Subsystem ReadSubsystem(MemberId member, SubsystemNode node)
    {
        var id = new SubsystemId(member, Checked(node.Line, node.Code, "code"));
        Add(node.Line, id);
        return new Subsystem(id, node.Name is null ? null : Text(node.Line, node.Name, "name"));
    }

    private SecurityServer ReadServer(ServerNode node)
    {
        if (!SecurityServerId.TryParse(node.Id, out var id))
            throw Problem(node.Line, $"'{node.Id}' is not {_instance}/class/code/server.");
        if (!_clients.Contains(id.Owner))
            throw Problem(node.Line, $"The owner of {node.Id} is not among the members.");
        if (node.Address is not null && Uri.CheckHostName(node.Address) is UriHostNameType.Unknown)
            throw Problem(node.Line, $"'{node.Address}' is neither a host name nor an address.");
        var clients = node.Clients.ConvertAll(client => Known(node.Line, client));
        return clients.Distinct().Count() == clients.Count
            ? new SecurityServer(id, node.Address, [], clients, node.Maintenance is null ? null : new MaintenanceMode(Text(node.Line, node.Maintenance, "maintenance")))
            : throw Problem(node.Line, $"A client of {node.Id} is there twice.");
    }

    // Groups may hold members of federated instances, whom this file does not know.
    private GlobalGroup ReadGroup(GroupNode node) => new(
        Checked(node.Line, node.Code, "code"),
        Text(node.Line, node.Description, "description"),
        node.Members.ConvertAll(member => ClientId.TryParse(member, out var id) && id.Member.Instance != _instance ? id : Known(node.Line, member)));

    private ManagementService ReadManagement(ManagementNode node) =>
        Uri.TryCreate(node.Address, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? new ManagementService(node.Address, null, Known(node.Line, node.Service))
            : throw Problem(node.Line, "The address of management is an https address.");

    private ConfigurationAnchor ReadAnchor(int line, string file)
    {
        var full = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file);
        try
        {
            if (new FileInfo(full).Length > LargestAnchor)
                throw Problem(line, $"The anchor {file} has more than {LargestAnchor} bytes.");
            var anchor = ConfigurationAnchor.Parse(File.ReadAllBytes(full));
            return anchor.InstanceIdentifier != _instance ? anchor : throw Problem(line, $"The anchor {file} is of this instance itself.");
        }
        catch (Exception problem) when (problem is MalformedConfigurationException or IOException or UnauthorizedAccessException)
        {
            throw Problem(line, $"The anchor {file} cannot be read: {problem.Message}");
        }
    }

    private ClientId Known(int line, string text) => ClientId.TryParse(text, out var id) && _clients.Contains(id)
        ? id
        : throw Problem(line, $"'{text}' is neither a member nor a subsystem of this file.");

    private void Add(int line, ClientId id)
    {
        if (!_clients.Add(id))
            throw Problem(line, $"{id} is there twice.");
    }

    private void Distinct<T>(List<T> nodes, Func<T, string> key, string what)
        where T : FactsNode
    {
        if (nodes.GroupBy(key, StringComparer.Ordinal).FirstOrDefault(alike => alike.Skip(1).Any()) is { } twice)
            throw Problem(twice.Last().Line, $"The {what} {twice.Key} is there twice.");
    }

    private TimeSpan Seconds(int line, int value, string name) =>
        value is > 0 and <= 30 * 24 * 3600 ? TimeSpan.FromSeconds(value) : throw Problem(line, $"{name} is 1 second to 30 days.");

    // The identifiers' own rules, asked through the one type that has nothing else in it.
    private string Checked(int line, string value, string name)
    {
        try
        {
            return new MemberId(value, value, value).Instance;
        }
        catch (ArgumentException)
        {
            throw Problem(line, $"{name} '{value}' cannot be part of an identifier.");
        }
    }

    private string Text(int line, string? value, string name) =>
        value is { Length: > 0 and <= 255 } && !value.Any(char.IsControl) ? value : throw Problem(line, $"{name} is a text of 1 to 255 characters.");

    private InvalidDataException Problem(int line, string sentence) => new($"{path}, line {line}: {sentence}");
}
