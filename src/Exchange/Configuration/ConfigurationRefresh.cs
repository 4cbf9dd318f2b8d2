using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// Brings the configuration up to date once: the own instance's, then those of the instances that its private parameters name.
/// What cannot be had stays as it is until it expires; what does not verify replaces nothing.
/// </summary>
internal sealed class ConfigurationRefresh(
    TrustSettings settings, InstanceDownload download, KeptConfiguration kept, NodeConfiguration configuration, ConfigurationState state)
{
    private const int MostAnchorBytes = 1024 * 1024;
    private const string KeptCopy = "the kept copy";
    private readonly Dictionary<string, ConfigurationInstance> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DownloadedInstance> _last = new(StringComparer.Ordinal);

    /// <summary>Puts the kept copy in force, if there is one.</summary>
    public void Restore()
    {
        try
        {
            if (ReadAnchor() is not { } anchor || kept.Read(anchor.InstanceIdentifier) is not { } copy)
                return;
            foreach (var instance in copy.Instances)
                _known[instance.Identifier] = instance;
            configuration.Adopt(copy);
        }
        catch (Exception unreadable) when (unreadable is MalformedConfigurationException or IOException or UnauthorizedAccessException)
        {
            state.Tell(KeptCopy, new Problem(ConfigurationCodes.MalformedGlobalConf, unreadable.Message));
        }
    }

    /// <summary>Downloads, puts in force, and keeps. Not to be run twice at a time.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (ReadAnchor() is { } anchor)
            await RunAsync(anchor, ct);
        state.Tell(configuration.Current is null ? configuration.Problem : null);
    }

    private async Task RunAsync(ConfigurationAnchor anchor, CancellationToken ct)
    {
        List<DownloadedInstance> fresh = [];
        var own = await FetchAsync(anchor, fresh, isOwn: true, ct);
        if (own is null)
            return;

        var instances = new Dictionary<string, ConfigurationInstance>(StringComparer.Ordinal) { [own.Identifier] = own };
        foreach (var federated in own.Private?.FederationAnchors ?? [])
        {
            if (!instances.ContainsKey(federated.InstanceIdentifier) && await FetchAsync(federated, fresh, isOwn: false, ct) is { } other)
                instances.Add(federated.InstanceIdentifier, other);
        }

        if (fresh.Count == 0)
            return;
        configuration.Adopt(new TrustedConfiguration(own.Identifier, [.. instances.Values], []));
        Keep(fresh, own.Identifier, instances.Keys);
    }

    /// <summary>The instance as it is now, or as it was if that cannot be had; null if it never was.</summary>
    private async Task<ConfigurationInstance?> FetchAsync(ConfigurationAnchor anchor, List<DownloadedInstance> fresh, bool isOwn, CancellationToken ct)
    {
        var name = anchor.InstanceIdentifier;
        var known = _known.GetValueOrDefault(name);
        var (fetched, problem) = await download.RunAsync(anchor, known?.Shared.Parameters, _last.GetValueOrDefault(name), isOwn, ct);
        state.Tell(name, problem);
        if (fetched is null)
            return known;
        fresh.Add(fetched);
        _last[name] = fetched.WithoutContent();
        return _known[name] = fetched.ToInstance();
    }

    // The configuration is in force already, kept or not: a full disk is no reason to stop.
    private void Keep(List<DownloadedInstance> fresh, string own, IReadOnlyCollection<string> instances)
    {
        try
        {
            fresh.ForEach(instance => kept.Write(instance, own));
            kept.KeepOnly(instances);
            state.Tell(KeptCopy, null);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Whatever was not written is to be downloaded, and written, again.
            _last.Clear();
            state.Tell(KeptCopy, new Problem(FaultCodes.IOError, unwritable.Message));
        }
    }

    private ConfigurationAnchor? ReadAnchor()
    {
        try
        {
            if (new FileInfo(settings.Anchor).Length > MostAnchorBytes)
                throw new MalformedConfigurationException($"{settings.Anchor} has more than {MostAnchorBytes} bytes.");
            var anchor = ConfigurationAnchor.Parse(File.ReadAllBytes(settings.Anchor));
            state.Tell("the anchor", null);
            return anchor;
        }
        catch (Exception unreadable) when (unreadable is MalformedConfigurationException or IOException or UnauthorizedAccessException)
        {
            state.Tell("the anchor", new Problem(ConfigurationCodes.MalformedAnchor, unreadable.Message));
            return null;
        }
    }
}
