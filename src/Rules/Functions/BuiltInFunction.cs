using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>What a built-in function does.</summary>
/// <param name="arguments">The arguments: each of its parameter's type, or null; those left out are null. Of a function of any number of them, all.</param>
/// <param name="evaluation">Counts steps; is told why the answer is null.</param>
internal delegate FeelValue BuiltInBody(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation);

/// <summary>A parameter of a built-in function.</summary>
/// <param name="Name">Its name in a call by names.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsOptional">Whether it may be left out; only the last ones may.</param>
internal sealed record Parameter(string Name, FeelType Type, bool IsOptional = false);

/// <summary>One way to call a built-in function.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">What it does.</param>
/// <param name="IsVariadic">Whether the one parameter stands for any number of arguments.</param>
/// <param name="Result">The type of the answer, where it is known.</param>
internal sealed record Overload(IReadOnlyList<Parameter> Parameters, BuiltInBody Body, FeelType Result, bool IsVariadic = false);

/// <summary>A built-in function (DMN 1.5 §10.3.4), with all ways to call it.</summary>
/// <param name="name">Its name; may have spaces.</param>
/// <param name="overloads">The ways; the first that takes the arguments is taken.</param>
internal sealed class BuiltInFunction(string name, params IReadOnlyList<Overload> overloads) : FeelFunction
{
    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override IReadOnlyList<string> Parameters { get; } = [.. overloads[0].Parameters.Select(parameter => parameter.Name)];

    /// <summary>The ways to call it.</summary>
    public IReadOnlyList<Overload> Overloads => overloads;

    /// <inheritdoc />
    public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        evaluation.Step();
        foreach (var overload in overloads)
        {
            if (TryInvoke(overload, arguments, evaluation, out var result))
                return result;
        }

        return evaluation.Null("wrong-arguments", $"`{name}` does not take these arguments: {Describe(arguments)}. It takes {Signatures()}.");
    }

    /// <summary>Calls it with arguments by name; null with a reason if no way to call it has these names.</summary>
    public FeelValue InvokeNamed(IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        evaluation.Step();
        // `before` may be called with (point, range) or (range, point): one and the same but for the order, which then decides.
        foreach (var overload in overloads.OrderByDescending(overload => overload.Parameters.Select(parameter => parameter.Name).SequenceEqual(names)))
        {
            if (Arrange(overload, names, arguments) is { } arranged && TryInvoke(overload, arranged, evaluation, out var result))
                return result;
        }

        return evaluation.Null("wrong-arguments", $"`{name}` has no parameters called {string.Join(", ", names.Select(each => $"`{each}`"))}, or not for such values. It takes {Signatures()}.");
    }

    private static FeelValue[]? Arrange(Overload overload, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments)
    {
        var last = -1;
        var arranged = new FeelValue[overload.Parameters.Count];
        var given = new bool[arranged.Length];
        for (var i = 0; i < names.Count; i++)
        {
            var place = -1;
            for (var p = 0; p < overload.Parameters.Count; p++)
                place = overload.Parameters[p].Name == names[i] ? p : place;
            if (place < 0 || given[place])
                return null;
            (arranged[place], given[place], last) = (arguments[i], true, Math.Max(last, place));
        }

        for (var p = 0; p < arranged.Length; p++)
        {
            if (!given[p] && !overload.Parameters[p].IsOptional)
                return null;
        }

        return arranged[..(last + 1)];
    }

    private static bool TryInvoke(Overload overload, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation, out FeelValue result)
    {
        result = FeelValue.Null;
        if (overload.IsVariadic)
        {
            if (arguments.IsEmpty)
                return false;
            var type = overload.Parameters[0].Type;
            var all = new FeelValue[arguments.Length];
            for (var i = 0; i < all.Length; i++)
            {
                if (!type.TryCoerce(arguments[i], out all[i]))
                    return false;
            }

            result = overload.Body(all, evaluation);
            return true;
        }

        var parameters = overload.Parameters;
        if (arguments.Length > parameters.Count)
            return false;
        var coerced = new FeelValue[parameters.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            if (i >= arguments.Length)
            {
                if (!parameters[i].IsOptional)
                    return false;
            }
            else if (!parameters[i].Type.TryCoerce(arguments[i], out coerced[i]))
            {
                return false;
            }
        }

        result = overload.Body(coerced, evaluation);
        return true;
    }

    private static string Describe(ReadOnlySpan<FeelValue> arguments)
    {
        var kinds = new List<string>(arguments.Length);
        foreach (var argument in arguments)
            kinds.Add(argument.Kind.ToString());
        return kinds.Count == 0 ? "none" : string.Join(", ", kinds);
    }

    private string Signatures() =>
        string.Join(" or ", overloads.Select(overload => $"{name}({string.Join(", ", overload.Parameters.Select(parameter => $"{parameter.Name}{(parameter.IsOptional ? "?" : "")}: {parameter.Type.Name}"))})"));
}
