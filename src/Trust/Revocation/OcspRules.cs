namespace Cabildo.Trust.Revocation;

/// <summary>How recent an answer must be.</summary>
public sealed record OcspRules
{
    /// <summary>An hour of freshness, a minute of difference between clocks, nextUpdate observed: X-Road's defaults but for the clocks.</summary>
    public static readonly OcspRules Default = new();

    /// <summary>
    /// How old thisUpdate may be at the time of the check. By default 3,600 s, as X-Road's central server has it; a country sets it in
    /// its global configuration (ocspFreshnessSeconds).
    /// </summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>How far thisUpdate may lie ahead of the checker's clock. By default 60 s. X-Road does not look.</summary>
    public TimeSpan ClockDifference { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an answer past its nextUpdate is too old whatever its age. By default true; X-Road's verifyNextUpdate.</summary>
    public bool ObserveNextUpdate { get; init; } = true;
}
