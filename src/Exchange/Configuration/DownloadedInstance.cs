using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Exchange.Configuration;

/// <summary>What a centre says of an instance now: verified, whole, in force.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Version">The version of the parameters.</param>
/// <param name="Expires">Until when they may be relied on.</param>
/// <param name="Shared">The shared parameters.</param>
/// <param name="Private">The private ones; null for other instances.</param>
internal sealed record DownloadedInstance(
    string Instance, int Version, DateTimeOffset Expires, ConfigurationPart<SharedParametersIndex> Shared, ConfigurationPart<PrivateParameters>? Private)
{
    /// <summary>The instance as look-ups take it.</summary>
    public ConfigurationInstance ToInstance() => new(Shared.Value, Version, Expires, Private?.Value, Private is null ? null : Expires);

    /// <summary>The same once its files are written.</summary>
    public DownloadedInstance WithoutContent() => this with { Shared = Shared with { Content = null }, Private = Private is null ? null : Private with { Content = null } };
}

/// <summary>One file of a configuration.</summary>
/// <param name="Listed">As the signed directory lists it.</param>
/// <param name="Value">What it says.</param>
/// <param name="Content">Its bytes; null if they are those that were downloaded before.</param>
internal sealed record ConfigurationPart<T>(DirectoryPart Listed, T Value, ReadOnlyMemory<byte>? Content)
    where T : class;
