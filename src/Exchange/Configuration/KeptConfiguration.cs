using System.Globalization;
using System.Text;
using System.Text.Json;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;

namespace Cabildo.Exchange.Configuration;

/// <summary>
/// The folder in which the node keeps the last configuration that was verified: the same as X-Road's client keeps, see
/// <see cref="ConfigurationFolder"/>. Files appear whole or not at all, parameters before their dates: whoever is killed in
/// between leaves verified parameters with dates that are too early, never too late.
/// </summary>
internal sealed class KeptConfiguration(TrustSettings settings)
{
    private const string MetadataSuffix = ".metadata";
    private const string DraftSuffix = ".new";
    private readonly string _folder = Path.GetFullPath(settings.ConfigurationFolder);

    /// <summary>What is kept of an instance and those federated with it; null if that is nothing, or another instance's.</summary>
    /// <param name="own">The instance the anchor is of.</param>
    /// <exception cref="MalformedConfigurationException">What is there cannot be read.</exception>
    /// <exception cref="IOException">Nor can the files.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may they.</exception>
    public TrustedConfiguration? Read(string own)
    {
        if (!File.Exists(Path.Combine(_folder, ConfigurationFolder.InstanceFile)))
            return null;
        var kept = ConfigurationFolder.Read(_folder);
        return kept.OwnInstance == own ? kept : null;
    }

    /// <summary>Keeps what was downloaded.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void Write(DownloadedInstance instance, string own)
    {
        var folder = Path.Combine(_folder, ConfigurationFolder.NameOf(instance.Instance));
        Directory.CreateDirectory(folder);
        Write(folder, ConfigurationFolder.SharedFile, instance, instance.Shared.Listed, instance.Shared.Content);
        if (instance.Private is { } secret)
            Write(folder, ConfigurationFolder.PrivateFile, instance, secret.Listed, secret.Content);
        if (instance.Instance == own)
            Replace(Path.Combine(_folder, ConfigurationFolder.InstanceFile), Encoding.UTF8.GetBytes(own));
    }

    /// <summary>Lets go of the instances that are not among these.</summary>
    /// <exception cref="IOException">They cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be.</exception>
    public void KeepOnly(IEnumerable<string> instances)
    {
        var names = instances.Select(ConfigurationFolder.NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(_folder))
        {
            if (!names.Contains(Path.GetFileName(folder)) && File.Exists(Path.Combine(folder, ConfigurationFolder.SharedFile)))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string name, DownloadedInstance instance, DirectoryPart part, ReadOnlyMemory<byte>? content)
    {
        var file = Path.Combine(folder, name);
        if (content is { } bytes)
            Replace(file, bytes.Span);
        Replace(file + MetadataSuffix, Metadata(instance, part));
    }

    private static byte[] Metadata(DownloadedInstance instance, DirectoryPart part) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["contentIdentifier"] = part.Identifier,
        ["instanceIdentifier"] = instance.Instance,
        ["contentLocation"] = part.Location,
        ["configurationVersion"] = instance.Version.ToString(CultureInfo.InvariantCulture),
        ["expirationDate"] = instance.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    });

    private static void Replace(string file, ReadOnlySpan<byte> content)
    {
        using (var draft = new FileStream(file + DraftSuffix, FileMode.Create, FileAccess.Write))
        {
            draft.Write(content);
            // What is renamed must be there: a file that is empty after a power cut would be no copy at all.
            draft.Flush(flushToDisk: true);
        }

        File.Move(file + DraftSuffix, file, overwrite: true);
    }
}
