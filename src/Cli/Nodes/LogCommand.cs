using System.CommandLine;
using Cabildo.Cli.Roles;
using Cabildo.Exchange.Log.Verification;
using Microsoft.Extensions.Configuration;

namespace Cabildo.Cli.Nodes;

/// <summary><c>cabildo exchange log</c>: what an auditor asks of a node's message log, whether the node runs or not.</summary>
internal static class LogCommand
{
    public const string Examples = "cabildo exchange log verify --config node.yaml --bodies";

    public static Command Create() => new("log", "Checks a node's message log, whether the node runs or not.") { Verify() };

    private static Command Verify()
    {
        var config = RoleFile.Option();
        var bodies = new Option<bool>("--bodies") { Description = "Hash the kept bodies too, not only the messages: that reads all of the log." };
        var command = new Command("verify", "Recomputes the log's hash chains and says where one breaks.") { config, bodies };
        command.SetAction(async (arguments, ct) =>
        {
            var holds = false;
            var ran = await RoleFile.RunAsync("exchange log verify", arguments.GetRequiredValue(config), RoleShape.Exchange, async settings =>
            {
                var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Values).Build();
                var verdict = await LogVerification.RunAsync(configuration, arguments.GetValue(bodies), ct);
                holds = verdict.Holds;
                Console.WriteLine(Text(verdict));
            });
            return ran == 0 && holds ? 0 : 1;
        });
        return command;
    }

    private static string Text(LogVerdict verdict) => verdict.Fault is { } fault
        ? $"broken: chain {fault.Chain}, record {fault.Number}: {fault.Reason} Before it {verdict.Records} records hold."
        : $"holds: {verdict.Records} records in {verdict.Chains} chains";
}
