using System.Collections.Concurrent;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// The places where an instance's configuration may be asked for, one after another: those of its anchor, and those that the
/// configuration itself names since. Where it was found last comes first.
/// </summary>
internal sealed class CentreLocations
{
    private readonly ConcurrentDictionary<string, Uri> _last = new(StringComparer.Ordinal);

    /// <summary>The places in their order.</summary>
    /// <param name="anchor">The instance's anchor.</param>
    /// <param name="known">What the instance's shared parameters said last, if they are known.</param>
    public IEnumerable<Uri> Of(ConfigurationAnchor anchor, SharedParameters? known)
    {
        var anchored = anchor.Sources.Select(source => Read(source.DownloadUrl)).OfType<Uri>().ToList();
        var path = anchored.FirstOrDefault()?.AbsolutePath;
        var named = (path is null ? [] : known?.Sources ?? [])
            .SelectMany(source => new[] { Read($"https://{source.Address}{path}"), Read($"http://{source.Address}{path}") }).OfType<Uri>();
        var all = anchored.Concat(named).Distinct().ToList();
        return _last.TryGetValue(anchor.InstanceIdentifier, out var last) && all.Remove(last) ? all.Prepend(last) : all;
    }

    /// <summary>Remembers where an instance's configuration was found.</summary>
    public void Found(string instance, Uri location) => _last[instance] = location;

    private static Uri? Read(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var location) && location.Scheme is "http" or "https" ? location : null;
}
