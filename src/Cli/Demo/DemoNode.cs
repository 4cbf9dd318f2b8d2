using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Demo;

/// <summary>An exchange node of the demo.</summary>
/// <param name="Id">Its server's identifier.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Subsystems">The subsystems it serves.</param>
/// <param name="Services">What it offers.</param>
internal sealed record DemoNode(SecurityServerId Id, NodeAddresses Addresses, IReadOnlyList<SubsystemId> Subsystems, IReadOnlyList<DemoService> Services)
{
    /// <summary>Whom it signs for.</summary>
    public IEnumerable<MemberId> Members => Subsystems.Select(subsystem => subsystem.Member).Distinct();

    /// <summary>The folder of everything it keeps.</summary>
    public string FolderIn(string data) => Path.Combine(data, "node-" + Id.Code);

    /// <summary>The folder of its keys.</summary>
    public string TokenIn(string data) => Path.Combine(FolderIn(data), "keys");
}

/// <summary>A service of a node.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Client">Who may read it.</param>
/// <param name="IsSoap">Whether it speaks SOAP; otherwise REST.</param>
internal sealed record DemoService(string Id, Uri Url, string Client, bool IsSoap = false);
