using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>What a built-in function does.</summary>
/// <param name="arguments">The arguments: each of its parameter's type, or null; those left out are null. Of a function of any number of them, all.</param>
/// <param name="evaluation">Counts steps; is told why the answer is null.</param>
internal delegate FeelValue BuiltInBody(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation);

/// <summary>A built-in function (DMN 1.5 §10.3.4), with all ways to call it.</summary>
/// <param name="name">Its name; may have spaces.</param>
/// <param name="overloads">The ways; the first that takes the arguments is taken.</param>
internal sealed class BuiltInFunction(string name, params Overload[] overloads) : FeelFunction
{
    private readonly int _mostParameters = overloads.Max(overload => overload.Parameters.Length);

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
        if (TryInvoke(names, arguments, inOrder: true, evaluation, out var result) || TryInvoke(names, arguments, inOrder: false, evaluation, out result))
            return result;
        return evaluation.Null("wrong-arguments", $"`{name}` has no parameters called {string.Join(", ", names.Select(each => $"`{each}`"))}, or not for such values. It takes {Signatures()}.");
    }

    // By names of an order of their own, or of the order in which the parameters stand.
    private bool TryInvoke(IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments, bool inOrder, Evaluation evaluation, out FeelValue result)
    {
        result = FeelValue.Null;
        FewValues few = default;
        Span<int> all = stackalloc int[_mostParameters];
        foreach (var overload in overloads)
        {
            var places = all[..overload.Parameters.Length];
            if (overload.IsInOrder(names) != inOrder || overload.Arrange(names, places) is not (>= 0 and var count))
                continue;
            var arranged = few.Of(count);
            for (var p = 0; p < count; p++)
                arranged[p] = places[p] < 0 ? FeelValue.Null : arguments[places[p]];
            if (TryInvoke(overload, arranged, evaluation, out result))
                return true;
        }

        return false;
    }

    private static bool TryInvoke(Overload overload, ReadOnlySpan<FeelValue> arguments, Evaluation evaluation, out FeelValue result)
    {
        result = FeelValue.Null;
        if (!overload.TakesAsMany(arguments.Length))
            return false;
        FewValues few = default;
        var coerced = few.Of(overload.IsVariadic ? arguments.Length : overload.Parameters.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!overload.ParameterOf(i).Type.TryCoerce(arguments[i], out coerced[i]))
                return false;
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

    /// <summary>The ways to call it, in words.</summary>
    public string Signatures() =>
        string.Join(" or ", overloads.Select(overload => $"{name}({string.Join(", ", (IEnumerable<object>)overload.Parameters)}{(overload.IsVariadic ? ", …" : "")})"));
}
