using System.Net;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// Downloads the configuration of an instance (PR-GCONF 2.6): the signed directory in the highest version that the centre has,
/// and those of its files that have changed. Nothing leaves here that was not verified.
/// </summary>
internal sealed class InstanceDownload(BoundedHttp http, TimeProvider time)
{
    private const int HighestVersion = 6;
    private const int LowestVersion = 2;
    private const int MostPartBytes = 64 * 1024 * 1024;
    private readonly CentreLocations _locations = new();

    /// <summary>The configuration from the first place that has one which holds; else what was wrong.</summary>
    /// <param name="anchor">Where it is, and whose keys count.</param>
    /// <param name="known">What was trusted of the instance before: its keys count too.</param>
    /// <param name="last">What was downloaded before, whose files need not come again.</param>
    /// <param name="isOwn">Whether it is the node's own instance, whose private parameters are needed.</param>
    /// <param name="ct">Calls it off.</param>
    public async Task<(DownloadedInstance? Instance, Problem? Problem)> RunAsync(
        ConfigurationAnchor anchor, SharedParameters? known, DownloadedInstance? last, bool isOwn, CancellationToken ct)
    {
        var keys = new VerificationKeys(anchor);
        if (known is not null)
            keys.Learn(known);
        Problem? told = null;
        foreach (var location in _locations.Of(anchor, known))
        {
            var (instance, problem) = await FromAsync(location, keys, last, isOwn, ct);
            if (instance is not null)
            {
                _locations.Found(anchor.InstanceIdentifier, location);
                return (instance, null);
            }

            // A configuration that does not hold says more than a place that does not answer.
            if (told is null or { Name: FaultCodes.NetworkError } && problem!.Name != told?.Name)
                told = problem! with { Message = $"{location}: {problem.Message}" };
        }

        return (null, told ?? new Problem(ConfigurationCodes.MalformedAnchor, $"The anchor of {anchor.InstanceIdentifier} names no http or https address."));
    }

    private async Task<(DownloadedInstance? Instance, Problem? Problem)> FromAsync(
        Uri location, VerificationKeys keys, DownloadedInstance? last, bool isOwn, CancellationToken ct)
    {
        var (file, version, problem) = await DirectoryAsync(location, ct);
        if (problem is not null)
            return (null, problem);
        (var directory, problem) = Verify(file, keys);
        return directory is null ? (null, problem) : await PartsAsync(location, keys.InstanceIdentifier, directory, version, last, isOwn, ct);
    }

    private async Task<(ReadOnlyMemory<byte> File, int Version, Problem? Problem)> DirectoryAsync(Uri location, CancellationToken ct)
    {
        for (var version = HighestVersion; version >= LowestVersion; version--)
        {
            var versioned = new UriBuilder(location) { Query = $"{location.Query.TrimStart('?')}{(location.Query.Length > 1 ? "&" : "")}version={version}" };
            var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, versioned.Uri), SignedDirectory.MaxBytes, ct);
            if (answer.IsOk)
                return (answer.Body, version, null);
            // Only "not found" says that the centre is older; nothing else lets a lower version be asked for.
            if (answer.Status is not HttpStatusCode.NotFound)
                return (default, 0, new Problem(FaultCodes.NetworkError, answer.Reason));
        }

        return (default, 0, new Problem(FaultCodes.NetworkError, $"It has no configuration of the versions {LowestVersion} to {HighestVersion}."));
    }

    private (ConfigurationDirectory? Directory, Problem? Problem) Verify(ReadOnlyMemory<byte> file, VerificationKeys keys)
    {
        try
        {
            var verdict = SignedDirectory.Parse(file).Verify(keys, time.GetUtcNow());
            return verdict.Problem is null ? (verdict.Directory, null) : (null, verdict.Problem);
        }
        catch (MalformedConfigurationException malformed)
        {
            return (null, new Problem(ConfigurationCodes.MalformedGlobalConf, malformed.Message));
        }
    }

    private async Task<(DownloadedInstance? Instance, Problem? Problem)> PartsAsync(
        Uri location, string instance, ConfigurationDirectory directory, int version, DownloadedInstance? last, bool isOwn, CancellationToken ct)
    {
        var (shared, problem) = await PartAsync(
            location, Find(directory, DirectoryPart.SharedParameters, instance), last?.Shared, content => content.Shared is { } value ? new SharedParametersIndex(value) : null, ct);
        if (shared is null)
            return (null, problem);

        ConfigurationPart<PrivateParameters>? own = null;
        if (isOwn)
        {
            (own, problem) = await PartAsync(location, Find(directory, DirectoryPart.PrivateParameters, instance), last?.Private, content => content.Private, ct);
            if (own is null)
                return (null, problem);
        }

        return (new DownloadedInstance(instance, directory.Version ?? version, directory.Expires, shared, own), null);
    }

    private static DirectoryPart? Find(ConfigurationDirectory directory, string kind, string instance) =>
        directory.Parts.FirstOrDefault(part => part.Identifier == kind && part.Instance == instance);

    private async Task<(ConfigurationPart<T>? Part, Problem? Problem)> PartAsync<T>(
        Uri location, DirectoryPart? listed, ConfigurationPart<T>? last, Func<PartContent, T?> read, CancellationToken ct)
        where T : class
    {
        if (listed is null)
            return (null, new Problem(ConfigurationCodes.MalformedGlobalConf, "The directory lists no parameters of the instance."));
        if (last is not null && last.Listed.DigestAlgorithm == listed.DigestAlgorithm && last.Listed.Digest.Span.SequenceEqual(listed.Digest.Span))
            return (new ConfigurationPart<T>(listed, last.Value, null), null);
        if (!Uri.TryCreate(location, listed.Location, out var address) || !(address.Scheme is "http" or "https"))
            return (null, new Problem(ConfigurationCodes.MalformedGlobalConf, $"{listed.Location} is no address."));

        var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), MostPartBytes, ct);
        if (!answer.IsOk)
            return (null, new Problem(FaultCodes.NetworkError, $"{listed.Location}: {answer.Reason}"));
        var content = PartContent.Check(listed, answer.Body);
        if (content.Problem is not null)
            return (null, content.Problem);
        return read(content) is { } value
            ? (new ConfigurationPart<T>(listed, value, answer.Body), null)
            : (null, new Problem(ConfigurationCodes.MalformedGlobalConf, $"{listed.Location} holds no parameters."));
    }
}
