namespace Cabildo.Authority.Facts;

/// <summary>A mapping of the file of facts, and the line it begins in.</summary>
internal abstract class FactsNode
{
    [YamlDotNet.Serialization.YamlIgnore]
    public int Line { get; set; }
}

/// <summary>The file of facts as it is written. Identifiers are in full, percent-encoded as in URLs.</summary>
internal sealed class FactsDocument : FactsNode
{
    public required string Instance { get; init; }

    public required string Country { get; init; }

    public required List<ClassNode> MemberClasses { get; init; }

    public required List<MemberNode> Members { get; init; }

    public List<ServerNode> Servers { get; init; } = [];

    public List<GroupNode> GlobalGroups { get; init; } = [];

    public required ManagementNode Management { get; init; }

    public int OcspFreshnessSeconds { get; init; } = 3600;

    public int TimestampingIntervalSeconds { get; init; } = 60;

    /// <summary>Paths of anchor files, from the file's own folder.</summary>
    public List<string> Federation { get; init; } = [];
}

internal sealed class ClassNode : FactsNode
{
    public required string Code { get; init; }

    public required string Description { get; init; }
}

internal sealed class MemberNode : FactsNode
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public List<SubsystemNode> Subsystems { get; init; } = [];
}

internal sealed class SubsystemNode : FactsNode
{
    public required string Code { get; init; }

    public string? Name { get; init; }
}

internal sealed class ServerNode : FactsNode
{
    public required string Id { get; init; }

    public string? Address { get; init; }

    public List<string> Clients { get; init; } = [];

    /// <summary>What its operators say while it is out of service; absent while it is not.</summary>
    public string? Maintenance { get; init; }
}

internal sealed class GroupNode : FactsNode
{
    public required string Code { get; init; }

    public required string Description { get; init; }

    public List<string> Members { get; init; } = [];
}

internal sealed class ManagementNode : FactsNode
{
    public required string Service { get; init; }

    public required string Address { get; init; }
}
