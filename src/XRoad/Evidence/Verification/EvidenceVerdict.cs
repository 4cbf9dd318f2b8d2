using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>What the check of a container found, and all that could be learnt from it whether it holds or not.</summary>
/// <param name="Fault">Why it proves nothing; null if it holds.</param>
public sealed record EvidenceVerdict(EvidenceFault? Fault)
{
    /// <summary>Whether the container proves that the sender sent this message before the time it was stamped at.</summary>
    public bool IsValid => Fault is null;

    /// <summary>Between whom the message went; null if it cannot be read.</summary>
    public SignedMessage? Message { get; init; }

    /// <summary>The signature and who made it; null if it was not come to.</summary>
    public SignatureVerdict? Signature { get; init; }

    /// <summary>The timestamp; null if there is none that can be read.</summary>
    public TimestampToken? Timestamp { get; init; }

    /// <summary>What the timestamp is worth; null if it was not come to.</summary>
    public TimestampVerdict? TimestampVerdict { get; init; }

    /// <summary>Whether the timestamp is over many signatures at once.</summary>
    public bool IsBatchTimestamp { get; init; }

    /// <summary>When the certificates must have been good: at the timestamp's time, or the one that was asked for besides.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Files that are covered by the signature.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>Files that lie in the container and that nothing vouches for.</summary>
    public IReadOnlyList<string> Uncovered { get; init; } = [];
}
