using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Log.Timestamps;

namespace Cabildo.Exchange.Evidence;

/// <summary>The terms of timestamps as the global configuration has them. Of one that has expired none hold: traffic stops then anyway.</summary>
internal sealed class ConfiguredTimestamps(NodeConfiguration configuration) : ITimestampTerms
{
    // Only the private parameters say it, and an instance's own servers have those.
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);
    private Known? _known;

    public TimestampTerms Current
    {
        get
        {
            var snapshot = configuration.Current;
            var known = Volatile.Read(ref _known);
            if (known is null || known.Snapshot != snapshot)
                Volatile.Write(ref _known, known = new Known(snapshot, Read(snapshot)));
            return known.Terms;
        }
    }

    private static TimestampTerms Read(ConfigurationSnapshot? snapshot) => new(
        [.. from tsa in snapshot?.Timestampers ?? []
            let certificate = tsa.Certificate.Open()
            let url = Uri.TryCreate(tsa.Url, UriKind.Absolute, out var read) ? read : null
            where certificate is not null && url is { Scheme: "http" or "https" }
            select new TimestampService(url, certificate)],
        snapshot?.TimestampingInterval ?? UsualInterval);

    private sealed record Known(ConfigurationSnapshot? Snapshot, TimestampTerms Terms);
}
