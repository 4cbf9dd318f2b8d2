using System.CommandLine;
using Cabildo.Cli.Authorities;
using Cabildo.Cli.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cabildo.Cli.Roles;

/// <summary>A verb for each role that runs alone: <c>cabildo identity --config identity.yaml</c>.</summary>
internal static class RoleCommands
{
    public static IEnumerable<(Command Verb, string Examples)> Create() =>
    [
        Role("identity", "Runs the OpenID provider: sign-in, accounts, tokens.", RoleApplications.Identity),
        Role("documents", "Runs the issuer of documents: codes, status list, trust list.", RoleApplications.Documents),
        Authority(),
        Exchange(),
        Role("portal", "Runs the citizens' pages and serves the officers' verifier.", RoleApplications.Portal),
    ];

    private static (Command Verb, string Examples) Authority()
    {
        var (verb, examples) = Role("authority", "Runs an instance's authority: certificates, OCSP, timestamps, the global configuration.", RoleApplications.Authority);
        verb.Add(EnrolCommand.Create());
        return (verb, string.Join(Environment.NewLine, examples, EnrolCommand.Examples));
    }

    private static (Command Verb, string Examples) Exchange()
    {
        var (verb, examples) = Role("exchange", "Runs the exchange node (security server) of one organisation.", RoleApplications.Exchange);
        verb.Add(NewNodeCommand.Create());
        verb.Add(InstallCommand.Create());
        verb.Add(LogCommand.Create());
        return (verb, string.Join(Environment.NewLine, examples, NewNodeCommand.Examples, InstallCommand.Examples, LogCommand.Examples));
    }

    private static (Command Verb, string Examples) Role(string name, string description, Func<IReadOnlyDictionary<string, string?>, WebApplication> build)
    {
        var config = RoleFile.Option();
        var command = new Command(
            name,
            $"{description} Settings come from FILE; the environment overrides them ({RoleFile.EnvironmentPrefix}Database, {RoleFile.EnvironmentPrefix}Section__Key).")
        {
            config,
        };
        command.SetAction((arguments, ct) => RoleFile.RunAsync(name, arguments.GetRequiredValue(config), async settings =>
        {
            await using var app = build(settings);
            // Before the start, which would log a wrong setting as a failure with its stack.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync(ct);
        }));
        return (command, $"cabildo {name} --config {name}.yaml");
    }
}
