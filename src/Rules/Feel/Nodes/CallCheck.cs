using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>What is certainly wrong with a call before anything runs.</summary>
internal static class CallCheck
{
    /// <summary>What is wrong, with the place of the argument that it is; -1 if it is the call itself. Null if nothing certainly is.</summary>
    /// <param name="function">What is called.</param>
    /// <param name="words">Says what it is called in the source.</param>
    /// <param name="names">The names of the arguments; null if they are in their order.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="mayLeaveOut">Whether arguments by name that are left out are null, as in a boxed invocation.</param>
    public static (string Message, int Argument)? Of(Code function, Func<string> words, IReadOnlyList<string>? names, IReadOnlyList<Code> arguments, bool mayLeaveOut = false) => function switch
    {
        Constant { Value.Function: BuiltInFunction builtIn } => OfBuiltIn(builtIn, names, arguments),
        { Type: FunctionType { Parameters: not null } type } => OfModel(type, words, names, arguments, mayLeaveOut),
        { Type: FunctionType } => null,
        { Type: var type } when TypeCheck.IsKnown(type) || type is ListType => ($"`{words()}` is a {type.Name} and cannot be called.", -1),
        _ => null,
    };

    private static (string, int)? OfBuiltIn(BuiltInFunction function, IReadOnlyList<string>? names, IReadOnlyList<Code> arguments)
    {
        (string, int)? wrong = null;
        var count = 0;
        foreach (var overload in function.Overloads)
        {
            if (Arranged(overload, names, arguments.Count) is not { } parameters)
                continue;
            var at = FirstNever(parameters, arguments);
            if (at < 0)
                return null;
            wrong = (Never($"`{function.Name}` takes a {parameters[at].Words} as `{parameters[at].Name}`", arguments[at].Type), at);
            count++;
        }

        if (names?.FirstOrDefault(name => !function.Overloads.Any(overload => overload.Parameters.Any(parameter => parameter.Name == name))) is { } unknown)
        {
            var known = function.Overloads.SelectMany(overload => overload.Parameters).Select(parameter => parameter.Name);
            return ($"`{function.Name}` has no parameter called `{unknown}`.{Suggestion.For(unknown, known)} It takes {function.Signatures()}.", names.ToList().IndexOf(unknown));
        }

        return count switch
        {
            0 when names is null => ($"`{function.Name}` cannot be called with {Counted(arguments.Count)}. It takes {function.Signatures()}.", -1),
            0 => ($"`{function.Name}` cannot be called with {string.Join(", ", names.Select(name => $"`{name}`"))}. It takes {function.Signatures()}.", -1),
            1 => wrong,
            _ => ($"`{function.Name}` does not take {string.Join(", ", arguments.Select(argument => argument.Type.Name))}: the answer is always null. It takes {function.Signatures()}.", -1),
        };
    }

    // The parameter of each argument, in the order in which they are written; null if this is no way to call it so.
    private static Parameter[]? Arranged(Overload overload, IReadOnlyList<string>? names, int count)
    {
        if (names is null)
            return overload.TakesAsMany(count) ? [.. Enumerable.Range(0, count).Select(overload.ParameterOf)] : null;
        var places = new int[overload.Parameters.Length];
        return overload.Arrange(names, places) < 0 ? null : [.. names.Select(name => Array.Find(overload.Parameters, parameter => parameter.Name == name)!)];
    }

    private static int FirstNever(Parameter[] parameters, IReadOnlyList<Code> arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (TypeCheck.IsNeverTaken(arguments[i].Type, parameters[i].Expected))
                return i;
        }

        return -1;
    }

    private static (string, int)? OfModel(FunctionType function, Func<string> words, IReadOnlyList<string>? names, IReadOnlyList<Code> arguments, bool mayLeaveOut)
    {
        var parameters = function.Parameters!;
        if (names is not null && function.Names is null)
            return null;
        for (var i = 0; i < (names?.Count ?? 0); i++)
        {
            if (Invocation.IndexOf(function.Names!, names![i]) < 0)
                return ($"`{words()}` has no parameter called `{names[i]}`.{Suggestion.For(names[i], function.Names!)} It takes {Listed(function)}.", i);
        }

        if (arguments.Count != parameters.Count && !(mayLeaveOut && arguments.Count < parameters.Count))
            return ($"`{words()}` takes {Counted(parameters.Count)}{(parameters.Count == 0 ? "" : $" ({Listed(function)})")}, not {arguments.Count}.", -1);
        for (var i = 0; i < arguments.Count; i++)
        {
            var place = names is null ? i : Invocation.IndexOf(function.Names!, names[i]);
            if (TypeCheck.IsNeverTaken(arguments[i].Type, parameters[place]))
                return (Never($"`{words()}` takes a {parameters[place].Name} as {(function.Names is null ? $"argument {place + 1}" : $"`{function.Names[place]}`")}", arguments[i].Type), i);
        }

        return null;
    }

    private static string Never(string takes, FeelType given) => $"{takes}, and this is a {given.Name}: the answer is always null.";

    private static string Counted(int count) => count switch
    {
        0 => "no arguments",
        1 => "1 argument",
        _ => $"{count} arguments",
    };

    private static string Listed(FunctionType function) => string.Join(", ", function.Parameters!.Select((type, i) => function.Names is null ? type.Name : $"{function.Names[i]}: {type.Name}"));
}
