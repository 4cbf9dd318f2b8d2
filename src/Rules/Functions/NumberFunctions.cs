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
        new("abs", Abs(FeelType.Number), Abs(FeelType.DaysDuration), Abs(FeelType.MonthsDuration)),
        new("modulo", Takes(FeelType.Number, Modulo, Needs("dividend", FeelType.Number), Needs("divisor", FeelType.Number))),
        OfNumber("sqrt", FeelType.Number, Sqrt),
        OfNumber("log", FeelType.Number, Log),
        OfNumber("exp", FeelType.Number, Exp),
        OfNumber("odd", FeelType.Boolean, (number, _) => number.IsOdd),
        OfNumber("even", FeelType.Boolean, (number, _) => number.IsEven),
    ];

    private delegate FeelValue NumberBody(FeelNumber number, Evaluation evaluation);

    private static BuiltInFunction OfNumber(string name, FeelType result, NumberBody body) =>
        new(name, Takes(result, (arguments, evaluation) => TryNumber(arguments[0], evaluation, out var number) ? body(number, evaluation) : FeelValue.Null, Needs("number", FeelType.Number)));

    private static Overload Abs(FeelType type) => Takes(type, Abs, Needs("n", type));

    private static FeelValue Abs(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        var value = arguments[0];
        if (value.IsNumber)
            return value.Number.Abs();
        if (value.IsNull)
            return Missing(evaluation);
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
