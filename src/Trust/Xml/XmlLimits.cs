namespace Cabildo.Trust.Xml;

/// <summary>How much XML somebody else may send before it is refused.</summary>
/// <param name="Characters">Most characters of a document.</param>
/// <param name="Depth">Most elements one inside another.</param>
public sealed record XmlLimits(long Characters, int Depth)
{
    /// <summary>For signatures, hash chains and manifests: 4 million characters, 32 deep.</summary>
    public static readonly XmlLimits Signature = new(4 * 1024 * 1024, 32);

    /// <summary>For configuration of a whole country: 64 million characters, 32 deep.</summary>
    public static readonly XmlLimits Configuration = new(64 * 1024 * 1024, 32);
}
