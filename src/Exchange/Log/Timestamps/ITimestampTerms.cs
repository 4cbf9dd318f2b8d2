using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>What the global configuration says now about timestamps.</summary>
internal interface ITimestampTerms
{
    /// <summary>The terms that hold now; asked for often, so at hand.</summary>
    TimestampTerms Current { get; }
}

/// <summary>Who stamps, and how often.</summary>
/// <param name="Authorities">In the order in which they are asked; empty if there are none, and then traffic stops.</param>
/// <param name="Interval">How long messages wait for their stamp: timeStampingIntervalSeconds of the private parameters.</param>
internal sealed record TimestampTerms(IReadOnlyList<TimestampService> Authorities, TimeSpan Interval);

/// <summary>An approved timestamping authority.</summary>
/// <param name="Url">Where it is asked (RFC 3161 §3.4).</param>
/// <param name="Certificate">Its certificate, which alone is relied on.</param>
internal sealed record TimestampService(Uri Url, X509Certificate2 Certificate);
