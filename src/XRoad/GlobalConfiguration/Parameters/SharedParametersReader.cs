using Cabildo.Trust.Xml;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>Reads shared parameters: instance, members and servers here, the authorities in <see cref="AuthoritiesReader"/>.</summary>
internal sealed class SharedParametersReader
{
    private readonly ConfigurationXml _xml;
    private readonly List<ConfigurationSource> _sources = [];
    private readonly List<ApprovedCa> _cas = [];
    private readonly List<ApprovedTsa> _tsas = [];
    private readonly List<ListedMember> _members = [];
    private readonly List<ListedServer> _servers = [];
    private readonly List<GlobalGroup> _groups = [];
    private readonly List<MemberClass> _classes = [];
    // The ids that tie servers to members: they mean something within one file only.
    private readonly Dictionary<string, ClientId> _ids = new(StringComparer.Ordinal);
    private TimeSpan? _freshness;

    private SharedParametersReader(ConfigurationXml xml) => _xml = xml;

    public static SharedParameters Read(ReadOnlyMemory<byte> file) =>
        ConfigurationXml.Read(file, XmlLimits.Configuration, "conf", xml => new SharedParametersReader(xml).Read());

    private SharedParameters Read()
    {
        string? instance = null;
        var authorities = new AuthoritiesReader(_xml);
        _xml.Children(name => name switch
        {
            "instanceIdentifier" => _xml.Text(ref instance),
            "source" => ConfigurationXml.Add(_sources, authorities.ReadSource()),
            "approvedCA" => ConfigurationXml.Add(_cas, authorities.ReadCa()),
            "approvedTSA" => ConfigurationXml.Add(_tsas, authorities.ReadTsa()),
            "member" => ConfigurationXml.Add(_members, ReadMember()),
            "securityServer" => ConfigurationXml.Add(_servers, ReadServer()),
            "globalGroup" => ConfigurationXml.Add(_groups, ReadGroup()),
            "globalSettings" => ReadSettings(),
            // Central services ended with X-Road 7; version 2 to 6 keep the element.
            "centralService" => _xml.Skip(),
            _ => false,
        });
        return Build(_xml.Require(instance, "instanceIdentifier"));
    }

    private SharedParameters Build(string instance)
    {
        var members = _members.ConvertAll(member => Resolve(member, instance));
        return new SharedParameters
        {
            InstanceIdentifier = instance,
            Sources = _sources,
            ApprovedCas = _cas,
            ApprovedTsas = _tsas,
            Members = members,
            SecurityServers = _servers.ConvertAll(Resolve),
            GlobalGroups = _groups,
            MemberClasses = _classes,
            OcspFreshness = _freshness ?? throw _xml.Malformed("The element globalSettings with ocspFreshnessSeconds is missing."),
            UnknownElements = _xml.UnknownElements,
        };
    }

    private ListedMember ReadMember()
    {
        var (line, id) = (_xml.Line, _xml.Attribute("id"));
        MemberClass? memberClass = null;
        string? code = null, memberName = null;
        List<ListedSubsystem> subsystems = [];
        _xml.Children(name => name switch
        {
            "memberClass" => _xml.Once(ref memberClass, ReadClass()),
            "memberCode" => _xml.Text(ref code),
            "name" => _xml.Text(ref memberName),
            "subsystem" => ConfigurationXml.Add(subsystems, ReadSubsystem()),
            _ => false,
        });
        return new ListedMember(line, id, _xml.Require(memberClass, "memberClass"), _xml.Require(code, "memberCode"), memberName ?? "", subsystems);
    }

    private ListedSubsystem ReadSubsystem()
    {
        var (line, id) = (_xml.Line, _xml.Attribute("id"));
        string? code = null, subsystemName = null;
        _xml.Children(name => name switch
        {
            "subsystemCode" => _xml.Text(ref code),
            "subsystemName" => _xml.Text(ref subsystemName),
            _ => false,
        });
        return new ListedSubsystem(line, id, _xml.Require(code, "subsystemCode"), subsystemName);
    }

    private MemberClass ReadClass()
    {
        string? code = null, description = null;
        _xml.Children(name => name switch
        {
            "code" => _xml.Text(ref code),
            "description" => _xml.Text(ref description),
            _ => false,
        });
        return new MemberClass(_xml.Require(code, "code"), description ?? "");
    }

    private ListedServer ReadServer()
    {
        var line = _xml.Line;
        string? owner = null, code = null, address = null;
        MaintenanceMode? maintenance = null;
        List<CertificateHash> hashes = [];
        List<string> clients = [];
        _xml.Children(name => name switch
        {
            "owner" => _xml.Text(ref owner),
            "serverCode" => _xml.Text(ref code),
            "address" => _xml.Text(ref address),
            "authCertHash" => CertificateHash.FromBytes(_xml.Bytes()) is { } hash ? ConfigurationXml.Add(hashes, hash) : _xml.Ignore(),
            "client" => ConfigurationXml.Add(clients, _xml.Text()),
            "inMaintenanceMode" => _xml.Once(ref maintenance, ReadMaintenance()),
            _ => false,
        });
        return new ListedServer(line, _xml.Require(owner, "owner"), _xml.Require(code, "serverCode"), address, hashes, clients, maintenance);
    }

    private MaintenanceMode ReadMaintenance()
    {
        string? message = null;
        _xml.Children(name => name is "message" && _xml.Text(ref message));
        return new MaintenanceMode(message);
    }

    private GlobalGroup ReadGroup()
    {
        string? code = null, description = null;
        List<ClientId> members = [];
        _xml.Children(name => name switch
        {
            "groupCode" => _xml.Text(ref code),
            "description" => _xml.Text(ref description),
            "groupMember" => ConfigurationXml.Add(members, _xml.ClientId()),
            _ => false,
        });
        return new GlobalGroup(_xml.Require(code, "groupCode"), description ?? "", members);
    }

    private bool ReadSettings()
    {
        _xml.Children(name => name switch
        {
            "memberClass" => ConfigurationXml.Add(_classes, ReadClass()),
            "ocspFreshnessSeconds" => _xml.Once(ref _freshness, _xml.Seconds()),
            _ => false,
        });
        return true;
    }

    private Member Resolve(ListedMember member, string instance)
    {
        var id = ConfigurationValues.MemberId(instance, member.Class.Code, member.Code, member.Line);
        Name(member.Id, id, member.Line);
        var subsystems = member.Subsystems.ConvertAll(subsystem =>
        {
            var subsystemId = ConfigurationValues.SubsystemId(id, subsystem.Code, subsystem.Line);
            Name(subsystem.Id, subsystemId, subsystem.Line);
            return new Subsystem(subsystemId, subsystem.Name);
        });
        return new Member(id, member.Class, member.Name, subsystems);
    }

    private SecurityServer Resolve(ListedServer server)
    {
        if (Referred(server.Owner, server.Line) is not MemberId owner)
            throw new MalformedConfigurationException("The owner of a server is a subsystem.", server.Line);
        var id = ConfigurationValues.SecurityServerId(owner, server.Code, server.Line);
        return new SecurityServer(id, server.Address, server.Hashes, server.Clients.ConvertAll(client => Referred(client, server.Line)), server.Maintenance);
    }

    private ClientId Referred(string id, int line) =>
        _ids.GetValueOrDefault(id.Trim()) ?? throw new MalformedConfigurationException("The server in this line names an owner or a client that is not in the file.", line);

    private void Name(string? name, ClientId id, int line)
    {
        if (name is not null && !_ids.TryAdd(name, id))
            throw new MalformedConfigurationException("Two members or subsystems have the same id.", line);
    }

    private sealed record ListedMember(int Line, string? Id, MemberClass Class, string Code, string Name, List<ListedSubsystem> Subsystems);

    private sealed record ListedSubsystem(int Line, string? Id, string Code, string? Name);

    private sealed record ListedServer(
        int Line, string Owner, string Code, string? Address, List<CertificateHash> Hashes, List<string> Clients, MaintenanceMode? Maintenance);
}
