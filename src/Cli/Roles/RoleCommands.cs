using System.CommandLine;
using Cabildo.Cli.Authorities;
using Cabildo.Cli.Management;
using Cabildo.Cli.Nodes;
using Cabildo.Cli.Settings;
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
        Role("identity", "Runs the OpenID provider: sign-in, accounts, tokens.", RoleShape.Identity, settings => RoleApplications.Identity(settings.Values)),
        Role("documents", "Runs the issuer of documents: codes, status list, trust list.", RoleShape.Documents, settings => RoleApplications.Documents(settings.Values)),
        Authority(),
        Exchange(),
        Role("portal", "Runs the citizens' pages and serves the officers' verifier.", RoleShape.Portal, settings => RoleApplications.Portal(settings.Values)),
    ];

    private static (Command Verb, string Examples) Authority()
    {
        var (verb, examples) = Role("authority", "Runs an instance's authority: certificates, OCSP, timestamps, the global configuration.", RoleShape.Authority, settings => RoleApplications.Authority(settings.Values));
        verb.Add(EnrolCommand.Create());
        return (verb, string.Join(Environment.NewLine, examples, EnrolCommand.Examples));
    }

    private static (Command Verb, string Examples) Exchange()
    {
        var (verb, examples) = Role("exchange", "Runs the exchange node (security server) of one organisation.", RoleShape.Exchange, settings => RoleApplications.Exchange(settings.Values, settings.Origins));
        verb.Add(NewNodeCommand.Create());
        verb.Add(InstallCommand.Create());
        verb.Add(LogCommand.Create());
        foreach (var calling in (Command[])[OperatorCommands.Create(), ClientCommands.Create(), ServiceCommands.Create(), RightCommands.Create(), GroupCommands.Create(), ChangesCommand.Create()])
            verb.Add(calling);
        string[] all =
        [
            examples, NewNodeCommand.Examples, InstallCommand.Examples, LogCommand.Examples, OperatorCommands.Examples, ClientCommands.Examples, ServiceCommands.Examples, RightCommands.Examples, GroupCommands.Examples,
            ChangesCommand.Examples,
        ];
        return (verb, string.Join(Environment.NewLine, all));
    }

    private static (Command Verb, string Examples) Role(string name, string description, RoleShape shape, Func<RoleSettings, WebApplication> build)
    {
        var config = RoleFile.Option();
        var command = new Command(
            name,
            $"{description} Settings come from FILE; the environment overrides them ({RoleFile.EnvironmentPrefix}Database, {RoleFile.EnvironmentPrefix}Section__Key).")
        {
            config,
        };
        command.SetAction((arguments, ct) => RoleFile.RunAsync(
            name,
            arguments.GetRequiredValue(config),
            shape,
            async settings =>
            {
                await using var app = build(settings);
                // Before the start, which would log a wrong setting as a failure with its stack.
                app.Services.GetService<IStartupValidator>()?.Validate();
                await app.RunAsync(ct);
            },
            settings => CheckAsync(build, settings)));
        return (command, $"cabildo {name} --config {name}.yaml");
    }

    // What can be read is built to hear what else is wrong, but never run, and without its database, in whose place others would be made.
    private static async Task CheckAsync(Func<RoleSettings, WebApplication> build, RoleSettings settings)
    {
        settings.Values.Remove("Database");
        await using var app = build(settings);
        app.Services.GetService<IStartupValidator>()?.Validate();
    }
}
