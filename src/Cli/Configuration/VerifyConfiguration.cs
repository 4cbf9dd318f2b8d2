using Cabildo.Cli.Help;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Cli.Configuration;

/// <summary>Verifies a configuration on disk from its anchor.</summary>
internal static class VerifyConfiguration
{
    private const int MaxAnchor = 4 * 1024 * 1024;
    private const int MaxPart = 64 * 1024 * 1024;

    /// <exception cref="InvalidDataException">A file that the caller named is not there, or says nothing about this instance.</exception>
    /// <exception cref="MalformedConfigurationException">What the caller says is known cannot be read.</exception>
    public static VerificationReport Run(FileInfo file, FileInfo anchorFile, DirectoryInfo? root, IReadOnlyList<FileInfo> known, DateTimeOffset at)
    {
        var (anchorBytes, bytes) = (BoundedFile.Read(anchorFile.FullName, MaxAnchor), BoundedFile.Read(file.FullName, SignedDirectory.MaxBytes));
        if (root is { Exists: false })
            throw new InvalidDataException($"There is no folder {root.FullName}.");
        if (ReadAnchor(anchorBytes, anchorFile.Name, out var anchor) is { } unreadable)
            return new VerificationReport { Problem = unreadable, At = at };

        var keys = new VerificationKeys(anchor!);
        var trusted = known.Select(path => Learn(keys, path)).ToList();
        var report = new VerificationReport { Problem = null, At = at, Anchor = anchor, AnchorHash = AnchorHash.Of(anchorBytes) };
        try
        {
            var signed = SignedDirectory.Parse(bytes);
            return Judge(report with { SignatureAlgorithm = signed.SignatureAlgorithmUri }, signed.Verify(keys, at), trusted, new PartFiles(FolderOfParts(file, root)));
        }
        catch (MalformedConfigurationException problem)
        {
            return report with { Problem = new Problem(ConfigurationCodes.MalformedGlobalConf, $"{file.Name} is not a signed configuration: {problem.Message}") };
        }
    }

    private static VerificationReport Judge(VerificationReport report, DirectoryVerdict verdict, IReadOnlyList<KnownParameters> known, PartFiles files)
    {
        var parts = verdict.Directory?.Parts.Select(part => Look(part, files)).ToList() ?? [];
        var witness = verdict.Key is { Origin: KeyOrigin.Source } key ? known.FirstOrDefault(parameters => parameters.Names(key)) : null;
        return report with
        {
            Problem = Advised(verdict.Problem, known) ?? parts.Find(part => part.Problem is not null)?.Problem,
            Directory = verdict.Directory,
            Key = verdict.Key,
            KnownFrom = verdict.Key is null ? null : witness is null ? "the anchor" : $"source in {witness.Path} (--known)",
            VouchesForItself = witness?.Bytes is { } own && verdict.Directory!.Parts.Any(part => part.IsOf(own)),
            Parts = parts,
        };
    }

    // The commonest cause, and the one that must not be mended by believing the file itself.
    private static Problem? Advised(Problem? problem, IReadOnlyList<KnownParameters> known) => problem is { Name: ConfigurationCodes.CertNotFound }
        ? problem with
        {
            Message = problem.Message + (known.Count == 0
                ? " If the centre has changed its key since the anchor was made, give the shared-params.xml that you trusted before with --known, or ask the centre for a new anchor."
                : " Neither the anchor has it nor the source of what --known gave. Ask the centre for a new anchor."),
        }
        : problem;

    private static PartReport Look(DirectoryPart part, PartFiles files)
    {
        try
        {
            if (files.Find(part.Location) is not { } file)
                return new PartReport(part, null, Checked: false, part.Location.Contains("://", StringComparison.Ordinal) ? "it lies on another host" : "there is no such file");
            var content = BoundedFile.Read(file, MaxPart);
            if (content.Length > MaxPart)
                throw new InvalidDataException($"{part.Location} has more than {MaxPart} bytes.");
            var read = PartContent.Check(part, content);
            return new PartReport(part, read.Problem, Checked: true, Describe(read));
        }
        catch (InvalidDataException problem)
        {
            return new PartReport(part, new Problem(ConfigurationCodes.MalformedGlobalConf, problem.Message), Checked: false, "");
        }
    }

    private static string Describe(PartContent content) => content switch
    {
        { Shared: { } shared } =>
            $"{Shown.Count(shared.Members.Count, "member", "members")}, {Shown.Count(shared.SecurityServers.Count, "server", "servers")}{Unknown(shared.UnknownElements)}",
        { Private: { } own } => $"{Shown.Count(own.FederationAnchors.Count(), "federated instance", "federated instances")}{Unknown(own.UnknownElements)}",
        _ => "",
    };

    private static string Unknown(int number) => number == 0 ? "" : $", {Shown.Count(number, "unknown element", "unknown elements")} passed over";

    private static Problem? ReadAnchor(byte[] bytes, string name, out ConfigurationAnchor? anchor)
    {
        anchor = null;
        try
        {
            anchor = ConfigurationAnchor.Parse(bytes);
            return null;
        }
        catch (MalformedConfigurationException problem)
        {
            return new Problem(ConfigurationCodes.MalformedAnchor, $"{name} is not a configuration anchor: {problem.Message}");
        }
    }

    private static KnownParameters Learn(VerificationKeys keys, FileInfo path)
    {
        var known = Directory.Exists(path.FullName) ? InFolder(path.FullName, keys.InstanceIdentifier) : InFile(path.FullName);
        return keys.Learn(known.Parameters)
            ? known
            : throw new InvalidDataException($"{path.FullName} is of the instance {known.Parameters.InstanceIdentifier}, the anchor of {keys.InstanceIdentifier}.");
    }

    private static KnownParameters InFile(string path)
    {
        var bytes = BoundedFile.Read(path, MaxPart);
        try
        {
            return new KnownParameters(path, SharedParameters.Parse(bytes), bytes);
        }
        catch (MalformedConfigurationException problem)
        {
            throw new InvalidDataException($"{path}: {problem.Message}", problem);
        }
    }

    private static KnownParameters InFolder(string path, string instance)
    {
        var file = Path.Combine(path, ConfigurationFolder.NameOf(instance), ConfigurationFolder.SharedFile);
        return File.Exists(file) ? InFile(file) : throw new InvalidDataException($"{path} keeps no {ConfigurationFolder.SharedFile} of the instance {instance}.");
    }

    private static string FolderOfParts(FileInfo file, DirectoryInfo? root) =>
        root?.FullName ?? file.Directory!.Parent?.FullName ?? file.Directory.FullName;

    /// <summary>Shared parameters that the caller trusts already.</summary>
    private sealed record KnownParameters(string Path, SharedParameters Parameters, byte[] Bytes)
    {
        public bool Names(VerificationKey key) => Parameters.Sources.Any(source =>
            source.InternalVerificationCertificates.Contains(key.Certificate) || source.ExternalVerificationCertificates.Contains(key.Certificate));
    }
}
