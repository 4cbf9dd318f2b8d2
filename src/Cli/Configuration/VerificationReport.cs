using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;

namespace Cabildo.Cli.Configuration;

/// <summary>What verifying a configuration came to.</summary>
internal sealed record VerificationReport
{
    /// <summary>Why it does not hold; null if it does.</summary>
    public required Problem? Problem { get; init; }

    /// <summary>The time it was to hold at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The anchor, if it could be read.</summary>
    public ConfigurationAnchor? Anchor { get; init; }

    /// <summary>The hashes of the anchor's file.</summary>
    public AnchorHash? AnchorHash { get; init; }

    /// <summary>How it says it was signed.</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>What it lists, if its signature holds.</summary>
    public ConfigurationDirectory? Directory { get; init; }

    /// <summary>The key that signed it, if its signature holds.</summary>
    public VerificationKey? Key { get; init; }

    /// <summary>Where the key is known from, in words.</summary>
    public string? KnownFrom { get; init; }

    /// <summary>Whether the only witness of the key is a part of the very configuration that it signed.</summary>
    public bool VouchesForItself { get; init; }

    /// <summary>The parts, in their order.</summary>
    public IReadOnlyList<PartReport> Parts { get; init; } = [];
}

/// <summary>What looking at a part came to.</summary>
/// <param name="Part">The part as it is listed.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Checked">Whether there was a file to look at.</param>
/// <param name="Detail">What it holds, or why it was not looked at.</param>
internal sealed record PartReport(DirectoryPart Part, Problem? Problem, bool Checked, string Detail)
{
    /// <summary>One or two words for it.</summary>
    public string State => Problem is not null ? "WRONG" : Checked ? "verified" : "not checked";
}
