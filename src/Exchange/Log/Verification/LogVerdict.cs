namespace Cabildo.Exchange.Log.Verification;

/// <summary>What the check of the log found.</summary>
/// <param name="Chains">How many chains hold.</param>
/// <param name="Records">How many records hold.</param>
/// <param name="Fault">The first fault; null if everything holds.</param>
public sealed record LogVerdict(long Chains, long Records, LogFault? Fault)
{
    /// <summary>Whether nothing was changed. Whoever may write the database could make all of it anew: timestamps and archives are what they could not.</summary>
    public bool Holds => Fault is null;
}

/// <summary>Where a chain breaks.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The record; 0 for the beginning of the chain.</param>
/// <param name="Reason">A sentence that says what was found.</param>
public sealed record LogFault(long Chain, long Number, string Reason);
