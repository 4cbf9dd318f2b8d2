using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cabildo.Cli.Roles;

/// <summary>A verb for each role that runs alone: <c>cabildo identity --config identity.yaml</c>.</summary>
internal static class RoleCommands
{
    private const string EnvironmentPrefix = "CABILDO_";

    public static IEnumerable<Command> Create() =>
    [
        Role("identity", "Runs the OpenID provider: sign-in, accounts, tokens.", RoleApplications.Identity),
        Role("documents", "Runs the issuer of documents: codes, status list, trust list.", RoleApplications.Documents),
        Role("exchange", "Runs the exchange node (security server) of one organisation.", RoleApplications.Exchange),
        Role("portal", "Runs the citizens' pages and serves the officers' verifier.", RoleApplications.Portal),
    ];

    private static Command Role(string name, string description, Func<IReadOnlyDictionary<string, string?>, WebApplication> build)
    {
        var config = new Option<FileInfo>("--config")
        {
            Description = "The role's settings, YAML or JSON.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command(
            name,
            $"""
            {description}

            Settings come from FILE; the environment overrides them: {EnvironmentPrefix}Database, {EnvironmentPrefix}Urls, {EnvironmentPrefix}Section__Key.
            docs/operate/roles.md lists them.

            Example:
              cabildo {name} --config {name}.yaml
            """)
        {
            config,
        };
        command.SetAction((arguments, ct) => RunAsync(name, arguments.GetRequiredValue(config), build, ct));
        return command;
    }

    private static async Task<int> RunAsync(string name, FileInfo file, Func<IReadOnlyDictionary<string, string?>, WebApplication> build, CancellationToken ct)
    {
        try
        {
            var settings = new ConfigurationBuilder()
                .AddInMemoryCollection(ConfigurationFile.Read(file.FullName))
                .AddEnvironmentVariables(EnvironmentPrefix)
                .Build();
            await using var app = build(settings.AsEnumerable().Where(setting => setting.Value is not null).ToDictionary(StringComparer.OrdinalIgnoreCase));
            await app.RunAsync(ct);
            return 0;
        }
        catch (OptionsValidationException problem)
        {
            await Console.Error.WriteLineAsync($"cabildo {name}: {file.Name}: {string.Join(Environment.NewLine, problem.Failures)}");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            await Console.Error.WriteLineAsync($"cabildo {name}: {problem.Message}");
        }

        return 1;
    }
}
