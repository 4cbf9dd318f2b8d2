namespace Cabildo.XRoad.Evidence.Containers;

/// <summary>How much of a container is taken before it is refused.</summary>
/// <param name="Entries">Most files and folders in it.</param>
/// <param name="TextBytes">Most bytes of a file that is read into memory: message, signature, chains, manifests, timestamp.</param>
/// <param name="TotalBytes">Most bytes of all files together, unpacked; attachments are never in memory as a whole.</param>
public sealed record ContainerLimits(int Entries, int TextBytes, long TotalBytes)
{
    /// <summary>1,000 files, 16 MiB of text a file, 512 MiB in all.</summary>
    public static readonly ContainerLimits Default = new(1_000, 16 * 1024 * 1024, 512L * 1024 * 1024);
}
