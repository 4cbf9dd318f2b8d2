namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>The end of one archive, from which the next goes on.</summary>
/// <param name="Digest">The last digest of its chain, in lower-case hexadecimal.</param>
/// <param name="FileName">The name of the archive's file.</param>
public sealed record ArchiveLink(string Digest, string FileName);
