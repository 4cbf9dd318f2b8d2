using System.CommandLine;
using Cabildo.Cli.Roles;
using Cabildo.Exchange.Management;

namespace Cabildo.Cli.Management;

/// <summary><c>cabildo exchange operator …</c>: who may make management calls. It needs the node's database and not the node, so that there is a first operator.</summary>
internal static class OperatorCommands
{
    private const int LongestName = 64;

    public const string Examples = """
        cabildo exchange operator add ana --config node.yaml
        cabildo exchange operator add luz --read-only --config node.yaml
        cabildo exchange operator list --config node.yaml
        cabildo exchange operator remove ana --config node.yaml
        """;

    public static Command Create()
    {
        var name = Verb.Argument("NAME", "The operator's name, for the list of changes.");
        var readOnly = new Option<bool>("--read-only") { Description = "The operator may look, and not change anything." };
        return new Command("operator", "Who may make management calls to a node.")
        {
            Of("add", "Makes an operator's key, prints it once, and keeps its hash.", [name, readOnly], (operators, arguments, ct) => AddAsync(operators, arguments.GetRequiredValue(name), !arguments.GetValue(readOnly), ct)),
            Of("list", "Lists the operators.", [], async (operators, _, ct) =>
            {
                foreach (var one in await operators.ListAsync(ct))
                    Console.WriteLine($"{one.Name}  {(one.MayChange ? "may change" : "may look")}  since {one.Since:u}");
            }),
            Of("remove", "Takes an operator's key away, from the next call on.", [name], async (operators, arguments, ct) =>
            {
                if (!await operators.RemoveAsync(arguments.GetRequiredValue(name), ct))
                    throw new InvalidDataException($"There is no operator {arguments.GetRequiredValue(name)}.");
            }),
        };
    }

    private static async Task AddAsync(NodeOperators operators, string name, bool mayChange, CancellationToken ct)
    {
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@'))
            throw new InvalidDataException($"A name has 1 to {LongestName} letters, digits and . - _ @.");
        // The key alone on the output, so that it can go into a file.
        Console.WriteLine(await operators.AddAsync(name, mayChange, ct) ?? throw new InvalidDataException($"There is an operator {name} already. Remove that one first, or choose another name."));
        await Console.Error.WriteLineAsync($"This is the key of {name}. It is shown this once: keep it in a file that only {name} can read.");
    }

    private static Command Of(string verb, string description, IEnumerable<Symbol> symbols, Func<NodeOperators, ParseResult, CancellationToken, Task> run)
    {
        var config = RoleFile.Option();
        var command = new Command(verb, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.Add(config);
        command.SetAction((arguments, ct) => RoleFile.RunAsync($"exchange operator {verb}", arguments.GetRequiredValue(config), RoleShape.Exchange, async settings =>
        {
            using var operators = await NodeOperators.OpenAsync(settings.Values.GetValueOrDefault("Database"), ct);
            await run(operators, arguments, ct);
        }));
        return command;
    }
}
