namespace Cabildo.Trust.HashChains;

/// <summary>What the check of a hash chain found.</summary>
/// <param name="Fault">What is wrong; null if every link holds.</param>
/// <param name="Reason">Which link, in words; empty if every link holds.</param>
/// <param name="Unseen">Files the chain states the digest of, and which were not there to be compared.</param>
public sealed record HashChainVerdict(HashChainFault? Fault, string Reason, IReadOnlyList<string> Unseen)
{
    /// <summary>Whether every link holds.</summary>
    public bool Holds => Fault is null;
}

/// <summary>How a hash chain fails; the names are X-Road's fault codes.</summary>
public enum HashChainFault
{
    /// <summary>It cannot be read, or a step is missing or leads to itself.</summary>
    MalformedHashChain,

    /// <summary>It refers to a file that is not there.</summary>
    InvalidReference,

    /// <summary>A file has another digest than the chain says.</summary>
    InvalidHashChainRef,

    /// <summary>The steps do not lead to the digest at the top.</summary>
    InvalidHashChainResult,

    /// <summary>A file that was given is not part of the chain: nothing vouches for it.</summary>
    HashChainUnusedInputs,
}
