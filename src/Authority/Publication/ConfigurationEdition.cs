using System.Collections.Immutable;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Authority.Publication;

/// <summary>One edition of the configuration, in all versions and for both audiences, signed and ready to be served. Immutable.</summary>
internal sealed class ConfigurationEdition
{
    /// <summary>The oldest version: version 2 names servers' certificates by SHA-1, and is not written.</summary>
    public const int OldestVersion = 3;

    /// <summary>The newest version, and the one for who asks for none (PR-GCONF 2.7).</summary>
    public const int NewestVersion = 6;

    // Whoever has fetched a directory still has its files to fetch: those of the last editions stay, eight for each that differs.
    private const int KeptParts = 32;

    // Its freshness is what it is for: a copy is good as long as the publisher says so.
    private const string AlwaysAsk = "no-cache";
    private const string ForGood = "public, max-age=31536000, immutable";
    private static readonly DigestAlgorithm Digest = DigestAlgorithm.Sha512;

    private readonly Dictionary<(ConfigurationAudience, int), PublishedFile> _directories = [];
    private readonly Dictionary<ConfigurationAudience, PublishedFile> _anchors = [];
    private ImmutableList<KeyValuePair<string, PublishedFile>> _parts;

    private ConfigurationEdition(DateTimeOffset madeAt, DateTimeOffset expires, ConfigurationEdition? previous) =>
        (MadeAt, Expires, _parts) = (madeAt, expires, previous?._parts ?? []);

    /// <summary>When it was signed.</summary>
    public DateTimeOffset MadeAt { get; }

    /// <summary>Until when servers may rely on it.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>Writes and signs an edition.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="publicUrl">Where it is published.</param>
    /// <param name="madeAt">Now.</param>
    /// <param name="expires">Until when it holds.</param>
    /// <param name="previous">The edition before, whose files are still served; null if there was none.</param>
    public static ConfigurationEdition Of(
        EditionContent content, string publicUrl, DateTimeOffset madeAt, DateTimeOffset expires, ConfigurationEdition? previous)
    {
        var edition = new ConfigurationEdition(madeAt, expires, previous);
        edition.AddAnchor(content, publicUrl, ConfigurationAudience.Internal, content.InternalKeys);
        edition.AddAnchor(content, publicUrl, ConfigurationAudience.External, content.ExternalKeys);
        for (var version = OldestVersion; version <= NewestVersion; version++)
            edition.AddVersion(content, version);
        return edition;
    }

    /// <summary>The signed directory; null if the version is not written.</summary>
    public PublishedFile? Directory(ConfigurationAudience audience, int version) => _directories.GetValueOrDefault((audience, version));

    /// <summary>A file that a directory of this edition or of one before lists; null if there is none at this path.</summary>
    public PublishedFile? Part(string path) => _parts.Find(part => part.Key == path).Value;

    /// <summary>The anchor.</summary>
    public PublishedFile Anchor(ConfigurationAudience audience) => _anchors[audience];

    private void AddAnchor(EditionContent content, string publicUrl, ConfigurationAudience audience, KeyRing keys)
    {
        var anchor = new ConfigurationAnchor(
            content.Shared.InstanceIdentifier, keys.ChangedAt, [new AnchorSource($"{publicUrl}/{audience.Path}", keys.Anchored)]);
        var name = $"configuration_anchor_{Safe(content.Shared.InstanceIdentifier)}_{audience.Name}.xml";
        _anchors[audience] = new PublishedFile(anchor.Write(), "application/xml", AlwaysAsk, name);
    }

    private void AddVersion(EditionContent content, int version)
    {
        var instance = content.Shared.InstanceIdentifier;
        var shared = AddPart(DirectoryPart.SharedParameters, instance, version, "shared-params.xml", content.Shared.Write(version));
        var own = AddPart(DirectoryPart.PrivateParameters, instance, version, "private-params.xml", content.Private.Write());
        AddDirectory(ConfigurationAudience.Internal, version, content.InternalKeys, [own, shared]);
        AddDirectory(ConfigurationAudience.External, version, content.ExternalKeys, [shared]);
    }

    // The place says what lies there, so that a file never changes under a directory that lists it, on any replica.
    private DirectoryPart AddPart(string kind, string instance, int version, string name, byte[] content)
    {
        var path = $"/V{version}/{Convert.ToHexStringLower(DigestAlgorithm.Sha256.Compute(content).AsSpan(0, 16))}/{name}";
        _parts = _parts.RemoveAll(part => part.Key == path).Insert(0, new(path, new PublishedFile(content, "application/xml", ForGood)));
        if (_parts.Count > KeptParts)
            _parts = _parts.RemoveRange(KeptParts, _parts.Count - KeptParts);
        return DirectoryPart.Of(kind, instance, path, content, Digest);
    }

    private void AddDirectory(ConfigurationAudience audience, int version, KeyRing keys, IReadOnlyList<DirectoryPart> parts)
    {
        var directory = SignedDirectory.Write(new ConfigurationDirectory(Expires, version, parts), keys.Key.Key, keys.Certificate, Digest);
        _directories[(audience, version)] = new PublishedFile(directory, TypeOf(directory), AlwaysAsk);
    }

    // The file begins with its own Content-Type, which X-Road's clients read; for others it is in HTTP's header, and a preamble here.
    private static string TypeOf(byte[] directory)
    {
        var line = Encoding.Latin1.GetString(directory, 0, directory.AsSpan().IndexOf((byte)'\r'));
        return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string Safe(string instance) => string.Concat(instance.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}

/// <summary>What an edition says and who signs it.</summary>
internal sealed record EditionContent(SharedParameters Shared, PrivateParameters Private, KeyRing InternalKeys, KeyRing ExternalKeys);
