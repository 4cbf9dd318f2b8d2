using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Functions of numbers (DMN 1.5 §10.3.4.5).</summary>
internal static partial class NumberFunctions
{
    // What a root, a power or a logarithm takes, in steps.
    private const int LongStep = 200;

    public static IReadOnlyList<BuiltInFunction> All =>
    [
        .. RoundingFunctions,
        new("abs", Takes(FeelType.Any, Abs, Needs("n", FeelType.Any))),
        new("modulo", Takes(FeelType.Number, Modulo, Needs("dividend", FeelType.Number), Needs("divisor", FeelType.Number))),
        OfNumber("sqrt", Sqrt),
        OfNumber("log", Log),
        OfNumber("exp", Exp),
        OfNumber("odd", (number, _) => number.IsOdd),
        OfNumber("even", (number, _) => number.IsEven),
    ];

    private delegate FeelValue NumberBody(FeelNumber number, Evaluation evaluation);

    private static BuiltInFunction OfNumber(string name, NumberBody body) =>
        new(name, Takes(FeelType.Number, (arguments, evaluation) => TryNumber(arguments[0], evaluation, out var number) ? body(number, evaluation) : FeelValue.Null, Needs("number", FeelType.Number)));

    // Of a number or a duration.
    private static FeelValue Abs(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        var value = arguments[0] is { List: { Count: 1 } only } ? only[0] : arguments[0];
        if (value.IsNumber)
            return value.Number.Abs();
        if (value.IsNull)
            return Missing(evaluation);
        if (value.Kind is not (FeelKind.DaysDuration or FeelKind.MonthsDuration))
            return evaluation.Null("wrong-type", $"`abs` takes a number or a duration, not {value}.");
        var negated = TemporalArithmetic.Negate(value);
        return Comparison.Order(value, negated) < 0 ? negated : value;
    }

    private static FeelValue Modulo(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryNumber(arguments[0], evaluation, out var dividend) || !TryNumber(arguments[1], evaluation, out var divisor))
            return FeelValue.Null;
        return FeelNumber.Modulo(dividend, divisor) is { } rest ? rest : evaluation.Null("division-by-zero", $"{dividend} cannot be divided by 0.");
    }

    private static FeelValue Sqrt(FeelNumber number, Evaluation evaluation)
    {
        evaluation.Step(LongStep);
        return FeelNumber.Sqrt(number) is { } root ? root : evaluation.Null("no-such-number", $"There is no square root of {number}: it is negative.");
    }

    private static FeelValue Log(FeelNumber number, Evaluation evaluation)
    {
        evaluation.Step(LongStep);
        return FeelNumber.Log(number) is { } logarithm ? logarithm : evaluation.Null("no-such-number", $"There is no logarithm of {number}: only of numbers larger than 0.");
    }

    private static FeelValue Exp(FeelNumber number, Evaluation evaluation)
    {
        evaluation.Step(LongStep);
        return InRange(FeelNumber.Exp(number), evaluation);
    }
}
