using System.CommandLine;
using Cabildo.Cli.Help;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Cli.Configuration;

/// <summary><c>cabildo conf</c>: looks at global configurations, whoever published them.</summary>
internal static class ConfigurationCommand
{
    public static (Command Verb, string Examples) Create() =>
        (new Command("conf", "Verifies and shows the global configuration of an X-Road-compatible exchange.") { Verify(), Show() }, """
            cabildo conf verify V6/internalconf --anchor configuration_anchor.xml
            cabildo conf verify V6/internalconf --anchor configuration_anchor.xml --known /etc/xroad/globalconf --json
            cabildo conf show /etc/xroad/globalconf
            """);

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The signed directory, as downloaded from the centre (internalconf or externalconf)." };
        var anchor = new Option<FileInfo>("--anchor") { Description = "The configuration anchor that the centre handed out.", HelpName = "ANCHOR", Required = true };
        var root = new Option<DirectoryInfo?>("--root")
        {
            Description = "The folder under which the parts lie at their Content-location; the one above FILE's folder if not given.",
            HelpName = "DIR",
        };
        var known = new Option<FileInfo[]>("--known")
        {
            Description = "A shared-params.xml, or a folder such as /etc/xroad/globalconf, that you trust already: the keys in its source count "
                + "besides the anchor's. Needed once the centre has changed its key.",
            HelpName = "PATH",
        };
        var at = TimeOption.At("The time at which it is to hold; now if not given.");
        var json = Json();
        var command = new Command("verify", "Verifies the signature, key, expiry and parts of a configuration. Exit 0 if it holds, 1 if not, 2 if a file cannot be read.")
        {
            file, anchor, root, known, at, json,
        };
        command.SetAction(arguments => Run("verify", output =>
        {
            var report = VerifyConfiguration.Run(
                arguments.GetRequiredValue(file), arguments.GetRequiredValue(anchor), arguments.GetValue(root), arguments.GetValue(known) ?? [],
                arguments.GetValue(at) ?? TimeProvider.System.GetUtcNow());
            output.Write(arguments.GetValue(json) ? VerificationText.Json(report) : VerificationText.Plain(report));
            return report.Problem is null ? 0 : 1;
        }));
        return command;
    }

    private static Command Show()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "A folder in which a server keeps its configuration, such as /etc/xroad/globalconf." };
        var json = Json();
        var command = new Command("show", "Shows the instances, members and servers of a configuration that a server keeps. Nothing is verified. Exit 2 if it cannot be read.")
        {
            folder, json,
        };
        command.SetAction(arguments => Run("show", output =>
        {
            var configuration = ConfigurationFolder.Read(Existing(arguments.GetRequiredValue(folder)).FullName);
            var now = TimeProvider.System.GetUtcNow();
            output.Write(arguments.GetValue(json) ? ConfigurationText.Json(configuration, now) : ConfigurationText.Plain(configuration, now));
            return 0;
        }));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Prints JSON, for programs." };

    private static DirectoryInfo Existing(DirectoryInfo folder) =>
        folder.Exists ? folder : throw new InvalidDataException($"There is no folder {folder.FullName}.");

    private static int Run(string verb, Func<TextWriter, int> run)
    {
        try
        {
            return run(Console.Out);
        }
        catch (Exception problem) when (problem is InvalidDataException or MalformedConfigurationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cabildo conf {verb}: {Shown.Text(problem.Message)}");
            return 2;
        }
    }
}
