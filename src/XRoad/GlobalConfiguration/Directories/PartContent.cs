using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>A downloaded part of a configuration, held against the directory that lists it.</summary>
/// <param name="Problem">Why it is refused, one of <see cref="ConfigurationCodes"/>; null if it is the part.</param>
/// <param name="Shared">What it says, if it is shared parameters.</param>
/// <param name="Private">What it says, if it is private parameters.</param>
public sealed record PartContent(Problem? Problem, SharedParameters? Shared = null, PrivateParameters? Private = null)
{
    /// <summary>Checks the digest, reads the parameters, and sees that they are of the instance the directory says (PR-GCONF 2.6).</summary>
    /// <param name="part">The part as a verified directory lists it.</param>
    /// <param name="content">The bytes that came.</param>
    public static PartContent Check(DirectoryPart part, ReadOnlyMemory<byte> content)
    {
        if (!part.IsOf(content.Span))
            return new PartContent(new Problem(ConfigurationCodes.InvalidPartDigest, $"{part.Location} is not the file that was signed: its {part.DigestAlgorithm.Name} is another."));
        try
        {
            return Read(part, content);
        }
        catch (MalformedConfigurationException problem)
        {
            return new PartContent(new Problem(ConfigurationCodes.MalformedGlobalConf, $"{part.Location}: {problem.Message}"));
        }
    }

    private static PartContent Read(DirectoryPart part, ReadOnlyMemory<byte> content) => part.Identifier switch
    {
        DirectoryPart.SharedParameters when SharedParameters.Parse(content) is var shared => new PartContent(ProblemOf(part, shared.InstanceIdentifier), Shared: shared),
        DirectoryPart.PrivateParameters when PrivateParameters.Parse(content) is var own => new PartContent(ProblemOf(part, own.InstanceIdentifier), Private: own),
        _ => new PartContent(Problem: null),
    };

    private static Problem? ProblemOf(DirectoryPart part, string instance) => part.Instance == instance
        ? null
        : new Problem(ConfigurationCodes.InvalidInstanceIdentifier, $"{part.Location} is of the instance {instance}; the directory says {part.Instance}.");
}
