using System.CommandLine;
using System.Text;
using Cabildo.Cli.Configuration;
using Cabildo.Cli.Help;
using Cabildo.XRoad.Evidence.Archives;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.Cli.Evidence;

/// <summary><c>cabildo evidence archive</c>: checks the files in which a security server keeps what it logged.</summary>
internal static class ArchiveCommand
{
    public static Command Create() => new("archive", "Checks archives of signed messages.") { Verify() };

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("ZIP") { Description = "The archive." };
        var previous = new Option<string?>("--previous") { Description = "The last digest of the archive before, in hexadecimal; '-' if this must be the first. If not given, what the archive says is believed.", HelpName = "HASH" };
        var conf = new Option<DirectoryInfo?>("--conf") { Description = "The folder of the global configuration. With it every container's signature is checked too.", HelpName = "DIR" };
        var json = EvidenceCommand.Json();
        var command = new Command("verify", "Checks that an archive is whole and goes on from the one before. Exit 0 if it holds, 1 if not, 2 if a file cannot be read.")
        {
            file, previous, conf, json,
        };
        command.SetAction(arguments => EvidenceCommand.Run("archive verify", output =>
        {
            using var archive = EvidenceCommand.OpenFile(arguments.GetRequiredValue(file));
            var report = Check(archive, arguments.GetValue(previous), arguments.GetValue(conf));
            output.Write(arguments.GetValue(json) ? Json(report) : Plain(report));
            return report.Holds ? 0 : 1;
        }));
        return command;
    }

    private static ArchiveReport Check(Stream archive, string? previous, DirectoryInfo? conf)
    {
        var expected = previous is "-" ? "" : previous?.Trim();
        if (EvidenceCommand.Configuration(conf) is not { } configuration)
            return new ArchiveReport(ArchiveCheck.Run(archive, expected), Checked: 0, []);

        var verifier = new EvidenceVerifier(configuration);
        var faults = new List<(string File, EvidenceFault Fault)>();
        var count = 0;
        var verdict = ArchiveCheck.Run(archive, expected, visit: (name, container) =>
        {
            count++;
            if (verifier.Verify(container).Fault is { } fault)
                faults.Add((name, fault));
        });
        return new ArchiveReport(verdict, count, faults);
    }

    private static string Plain(ArchiveReport report)
    {
        var (verdict, text) = (report.Links, new StringBuilder());
        text.AppendLine(report.Holds ? "valid" : $"invalid: {report.Code}");
        if (!verdict.Holds)
            text.AppendLine(Shown.Text(verdict.Reason));
        else if (!report.Holds)
            text.AppendLine($"The chain is whole, but {Shown.Count(report.Faults.Count, "container does", "containers do")} not hold; see below.");
        if (verdict.Broken is { } broken)
            text.AppendLine($"First broken link: {Shown.Text(broken.File)}\n  linkinginfo says {Shown.Text(broken.Expected)}\n  the files give   {(broken.Found.Length > 0 ? broken.Found : "nothing: the container is missing")}");
        text.AppendLine().AppendLine($"Containers   {Shown.Count(verdict.Containers, "container", "containers")} in the chain");
        text.AppendLine($"Goes on from {(verdict.PreviousDigest.Length == 0 ? "nothing: it is the first archive" : Shown.Text($"{verdict.PreviousFile}, {verdict.PreviousDigest}"))}");
        if (verdict.LastDigest.Length > 0)
            text.AppendLine($"Last digest  {Shown.Text(verdict.LastDigest)}, which is --previous of the next archive");
        foreach (var file in verdict.Missing)
            text.AppendLine($"Missing      {Shown.Text(file)}");
        foreach (var file in verdict.Unlisted)
            text.AppendLine($"Not listed   {Shown.Text(file)}");
        text.AppendLine(report.Checked > 0 ? $"Signatures   {report.Checked - report.Faults.Count} of {report.Checked} hold" : "Signatures   not checked: give --conf");
        foreach (var (file, fault) in report.Faults)
            text.AppendLine($"  {Shown.Text($"{file}: {fault.Code}: {fault.Reason}")}");
        return text.ToString();
    }

    private static string Json(ArchiveReport report) => Shown.Json(new
    {
        valid = report.Holds,
        code = report.Code,
        reason = report.Links.Reason,
        containers = report.Links.Containers,
        previousFile = report.Links.PreviousFile,
        previousDigest = report.Links.PreviousDigest,
        lastDigest = report.Links.LastDigest,
        brokenLink = report.Links.Broken,
        missing = report.Links.Missing,
        notListed = report.Links.Unlisted,
        signaturesChecked = report.Checked,
        signatureFaults = report.Faults.Select(fault => new { file = fault.File, code = fault.Fault.Code, reason = fault.Fault.Reason }),
    });

    private sealed record ArchiveReport(ArchiveVerdict Links, int Checked, IReadOnlyList<(string File, EvidenceFault Fault)> Faults)
    {
        public bool Holds => Links.Holds && Faults.Count == 0;

        public string? Code => Links.Fault?.ToString() ?? (Faults is [var first, ..] ? first.Fault.Code : null);
    }
}
