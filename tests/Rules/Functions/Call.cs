using Cabildo.Rules.Functions;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Functions;

/// <summary>Calls built-in functions with values of C#: arrays are lists, tuples of a name and a value in an array contexts.</summary>
internal sealed class Call
{
    public Call(RuleLimits? limits = null) => Evaluation = new Evaluation(limits ?? RuleLimits.Default, TimeProvider.System, TestContext.Current.CancellationToken);

    public Evaluation Evaluation { get; }

    /// <summary>The answer as FEEL writes it inside of lists.</summary>
    public static string Of(string function, params object?[] arguments) => FeelText.Literal(new Call().Run(function, arguments));

    /// <summary>The answer to a call by names.</summary>
    public static string Named(string function, params (string Name, object? Value)[] arguments)
    {
        var built = (BuiltInFunction)Find(function).Function!;
        return FeelText.Literal(built.InvokeNamed([.. arguments.Select(each => each.Name)], [.. arguments.Select(each => Value(each.Value))], new Call().Evaluation));
    }

    /// <summary>Why the answer is null; fails if it is not.</summary>
    public static string Refused(string function, params object?[] arguments)
    {
        var call = new Call();
        Assert.Equal("null", FeelText.Literal(call.Run(function, arguments)));
        return Assert.Single(call.Evaluation.Problems).Code;
    }

    public FeelValue Run(string function, params object?[] arguments) =>
        Find(function).Function!.Invoke([.. arguments.Select(Value)], Evaluation);

    public static FeelValue Value(object? value) => value switch
    {
        null => FeelValue.Null,
        FeelValue known => known,
        bool known => known,
        int known => known,
        decimal known => (FeelNumber)known,
        double known => (FeelNumber)(decimal)known,
        FeelNumber known => known,
        string known => known,
        (string, object)[] entries => FeelValue.Of(new FeelContext([.. entries.Select(each => KeyValuePair.Create(each.Item1, Value(each.Item2)))])),
        Func<FeelValue, FeelValue, FeelValue> body => FeelValue.Of(new OfTwo(body)),
        Array items => FeelValue.Of(new FeelList([.. items.Cast<object?>().Select(Value)])),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    public static FeelNumber Number(string text) => FeelNumber.TryParse(text, out var number) ? number : throw new FormatException(text);

    private static FeelValue Find(string function) => BuiltIns.TryFind(function, out var found) ? found : throw new NotSupportedException(function);

    private sealed class OfTwo(Func<FeelValue, FeelValue, FeelValue> body) : FeelFunction
    {
        public override string Name => "test";

        public override IReadOnlyList<string> Parameters { get; } = ["a", "b"];

        public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
        {
            evaluation.Step();
            return body(arguments[0], arguments[1]);
        }
    }
}
