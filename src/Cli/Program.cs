using System.CommandLine;
using System.CommandLine.Invocation;
using Cabildo.Cli.Configuration;
using Cabildo.Cli.Demo;
using Cabildo.Cli.Evidence;
using Cabildo.Cli.Help;
using Cabildo.Cli.Roles;
using Cabildo.Cli.Rules;
using Cabildo.Platform.Hosting;

NativeHeap.KeepSmall();
var root = new RootCommand("Cabildo: public services in days. One executable holds every role.");
var examples = new Dictionary<Command, string>
{
    [root] = """
        cabildo demo                                a whole country on this machine
        cabildo demo --check                        plays the licence story and says whether it holds
        cabildo identity --config identity.yaml     one role alone
        """,
};
foreach (var (verb, itsExamples) in (IEnumerable<(Command, string)>)[DemoCommand.Create(), .. RoleCommands.Create(), ConfigurationCommand.Create(), EvidenceCommand.Create(), RulesCommand.Create()])
{
    root.Add(verb);
    examples[verb] = itsExamples;
}

HelpWithExamples.AddTo(root, examples);
var parsed = root.Parse(args);
// A mistyped word gets its suggestion; the whole help would push it off the screen.
if (parsed.Action is ParseErrorAction error)
    error.ShowHelp = args.Length == 0;
return await parsed.InvokeAsync();
