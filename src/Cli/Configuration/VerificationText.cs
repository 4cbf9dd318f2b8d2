using System.Security.Cryptography;
using System.Text;
using Cabildo.Cli.Help;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Cli.Configuration;

/// <summary>A report in words, and for programs.</summary>
internal static class VerificationText
{
    public static string Plain(VerificationReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Problem is { } problem ? $"invalid: {problem.Name}" : "valid");
        if (report.Problem is not null)
            text.AppendLine(Shown.Text(report.Problem.Message));
        if (report.Anchor is { } anchor)
        {
            text.AppendLine();
            Line(text, "Instance", anchor.InstanceIdentifier);
            Line(text, "Anchor", $"SHA-224 {report.AnchorHash!.Sha224}");
        }

        if (report.Directory is { } directory)
        {
            Line(text, "Version", directory.Version?.ToString() ?? "not said");
            Line(text, "Expires", $"{Shown.Instant(directory.Expires)}{(directory.Expires <= report.At ? ", HAS EXPIRED" : "")} (looked at for {Shown.Instant(report.At)})");
            Line(text, "Signed", $"{report.SignatureAlgorithm![(report.SignatureAlgorithm!.LastIndexOf('#') + 1)..]} by {Subject(report)}");
            Line(text, "Key", $"SHA-256 {Fingerprint(report.Key!)}, known from {report.KnownFrom}");
        }

        Warn(text, report);
        if (report.Parts.Count > 0)
            text.AppendLine("Parts");
        foreach (var part in report.Parts)
            text.AppendLine($"  {part.State,-11}  {Shown.Text($"{part.Part.Identifier} {part.Part.Instance} {part.Part.Location}{(part.Detail.Length > 0 ? ": " : "")}{part.Detail}")}");
        return text.ToString();
    }

    public static string Json(VerificationReport report) => Shown.Json(new
    {
        valid = report.Problem is null,
        code = report.Problem?.Name,
        message = report.Problem?.Message,
        at = report.At,
        instance = report.Anchor?.InstanceIdentifier,
        anchor = report.AnchorHash,
        version = report.Directory?.Version,
        expires = report.Directory?.Expires,
        signatureAlgorithm = report.SignatureAlgorithm,
        key = report.Key is { } key
            ? new
            {
                subject = Subject(report),
                sha256 = Fingerprint(key),
                origin = key.Origin == KeyOrigin.Anchor ? "anchor" : "source",
                knownFrom = report.KnownFrom,
                vouchesForItself = report.VouchesForItself,
            }
            : null,
        parts = report.Parts.Select(part => new
        {
            identifier = part.Part.Identifier,
            instance = part.Part.Instance,
            location = part.Part.Location,
            state = part.Problem?.Name ?? part.State,
            detail = part.Problem?.Message ?? part.Detail,
        }),
    });

    private static void Warn(StringBuilder text, VerificationReport report)
    {
        if (report.Key is not { Origin: KeyOrigin.Source })
            return;
        text.AppendLine("WARNING: the anchor does not have this key. It counts because --known says that the file which names it in source is to be trusted.");
        if (report.VouchesForItself)
            text.AppendLine("WARNING: that file is a part of this very configuration, which so vouches for itself. Give one from before the change of keys.");
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine($"{name,-9} {Shown.Text(value)}");

    private static string Subject(VerificationReport report)
    {
        using var certificate = report.Key!.Certificate.Open();
        return Shown.Text(certificate?.Subject ?? "");
    }

    private static string Fingerprint(VerificationKey key) => Convert.ToHexString(SHA256.HashData(key.Certificate.Der.Span));
}
