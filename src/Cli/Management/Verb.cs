using System.CommandLine;

namespace Cabildo.Cli.Management;

/// <summary>Makes verbs that call a node.</summary>
internal static class Verb
{
    /// <summary>A verb with its own arguments and options, and those of every call.</summary>
    public static Command Of(string name, string description, IEnumerable<Symbol> symbols, Func<ManagementCall, ParseResult, CancellationToken, Task> run)
    {
        var to = new CallOptions();
        var verb = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                verb.Add(argument);
            else
                verb.Add((Option)symbol);
        }

        to.AddTo(verb);
        verb.SetAction((arguments, ct) => ManagementCall.RunAsync(verb, arguments, to, (call, stop) => run(call, arguments, stop), ct));
        return verb;
    }

    /// <summary>An identifier or a code.</summary>
    public static Argument<string> Argument(string name, string description) => new(name) { Description = description };

    /// <summary>An option that may come more than once.</summary>
    public static Option<string[]> Many(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    /// <summary>An option.</summary>
    public static Option<string?> One(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
