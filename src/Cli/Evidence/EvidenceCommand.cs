using System.CommandLine;
using Cabildo.Cli.Configuration;
using Cabildo.Cli.Help;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Cli.Evidence;

/// <summary><c>cabildo evidence</c>: checks signed messages and their archives, for whoever has the files.</summary>
internal static class EvidenceCommand
{
    public static (Command Verb, string Examples) Create() =>
        (new Command("evidence", "Checks signed messages of an X-Road-compatible exchange, and the archives they are kept in.") { Verify(), ArchiveCommand.Create() }, """
            cabildo evidence verify message.asice --conf /etc/xroad/globalconf
            cabildo evidence verify message.asice --conf /etc/xroad/globalconf --json
            cabildo evidence archive verify archive.zip --previous 5f3c…
            """);

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The container (.asice) of one message." };
        var conf = Conf();
        var at = TimeOption.At("Another time at which the signer's certificate must be valid, besides the timestamp's own.");
        var json = Json();
        var command = new Command("verify", "Checks who signed a message, for whom, and when it was stamped. Exit 0 if it holds, 1 if not, 2 if a file cannot be read.")
        {
            file, conf, at, json,
        };
        command.SetAction(arguments => Run("verify", output =>
        {
            var path = arguments.GetRequiredValue(file);
            using var container = OpenFile(path);
            var verdict = new EvidenceVerifier(Configuration(arguments.GetValue(conf))).Verify(container, arguments.GetValue(at));
            output.Write(arguments.GetValue(json) ? VerdictText.Json(verdict) : VerdictText.Plain(verdict));
            return verdict.IsValid ? 0 : 1;
        }));
        return command;
    }

    internal static Option<DirectoryInfo?> Conf() => new("--conf")
    {
        Description = "The folder of the global configuration that says whom to trust, such as /etc/xroad/globalconf. Without it nobody is trusted, and nothing is valid.",
        HelpName = "DIR",
    };

    internal static Option<bool> Json() => new("--json") { Description = "Prints JSON, for programs." };

    internal static TrustedConfiguration? Configuration(DirectoryInfo? folder)
    {
        if (folder is null)
            return null;
        return folder.Exists ? ConfigurationFolder.Read(folder.FullName) : throw new InvalidDataException($"There is no folder {folder.FullName}.");
    }

    internal static FileStream OpenFile(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
            throw new InvalidDataException($"{file.FullName} is a folder, not a file.");
        if (!file.Exists)
            throw new InvalidDataException($"There is no file {file.FullName}.");
        return file.OpenRead();
    }

    internal static int Run(string verb, Func<TextWriter, int> run)
    {
        try
        {
            return run(Console.Out);
        }
        catch (Exception problem) when (problem is InvalidDataException or MalformedConfigurationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cabildo evidence {verb}: {Shown.Text(problem.Message)}");
            return 2;
        }
    }
}
