namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>What the check of an archive found.</summary>
/// <param name="Fault">The gravest fault; null if the archive holds.</param>
/// <param name="Reason">A sentence that says what is wrong; empty if the archive holds.</param>
/// <param name="Containers">How many containers its chain names.</param>
/// <param name="PreviousFile">The archive before, by its file's name; null for the first.</param>
/// <param name="PreviousDigest">The last digest of that archive, as this one states it; empty for the first.</param>
/// <param name="LastDigest">The last digest of this archive, as it states it: what the next one must go on from.</param>
/// <param name="Broken">The first link that does not hold.</param>
/// <param name="Unlisted">Files in the zip file that the chain does not name.</param>
/// <param name="Missing">Containers the chain names that are not in the zip file.</param>
public sealed record ArchiveVerdict(
    ArchiveFault? Fault,
    string Reason,
    int Containers,
    string? PreviousFile,
    string PreviousDigest,
    string LastDigest,
    BrokenLink? Broken,
    IReadOnlyList<string> Unlisted,
    IReadOnlyList<string> Missing)
{
    /// <summary>Whether every link holds and nothing is missing or too much. Whoever could write all archives anew could make that so: compare <see cref="LastDigest"/> with what the next archive, or somebody else, has kept.</summary>
    public bool Holds => Fault is null;

    internal static ArchiveVerdict Malformed(string reason) => new(ArchiveFault.Malformed, reason, 0, null, "", "", null, [], []);
}

/// <summary>How an archive fails.</summary>
public enum ArchiveFault
{
    /// <summary>It is no zip file, damaged, too large, or has no readable <c>linkinginfo</c>.</summary>
    Malformed,

    /// <summary>A container the chain names is missing.</summary>
    MissingContainer,

    /// <summary>There is a file that the chain does not name.</summary>
    UnlistedFile,

    /// <summary>It does not go on from the digest that was expected.</summary>
    WrongPrevious,

    /// <summary>A container was changed, or the chain was.</summary>
    BrokenLink,

    /// <summary>The containers lie in another order than the chain has them in.</summary>
    OutOfOrder,
}

/// <summary>A link that does not hold.</summary>
/// <param name="File">The container.</param>
/// <param name="Expected">The digest in <c>linkinginfo</c>.</param>
/// <param name="Found">The digest of the chain with the container as it is; empty if it is missing or cannot be read.</param>
public sealed record BrokenLink(string File, string Expected, string Found);
