namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>How much of an archive is taken before it is refused.</summary>
/// <param name="Containers">Most containers.</param>
/// <param name="ContainerBytes">Most bytes of one.</param>
/// <param name="TotalBytes">Most bytes of all, inflated.</param>
/// <param name="MemoryBytes">Most bytes of a container that is held in memory for whoever wants to look into it; a longer one goes to a temporary file.</param>
public sealed record ArchiveLimits(int Containers, long ContainerBytes, long TotalBytes, int MemoryBytes)
{
    /// <summary>65,533 containers, 512 MiB each, 16 GiB in all, 16 MiB in memory.</summary>
    public static readonly ArchiveLimits Default = new(65_533, 512L * 1024 * 1024, 16L * 1024 * 1024 * 1024, 16 * 1024 * 1024);
}
