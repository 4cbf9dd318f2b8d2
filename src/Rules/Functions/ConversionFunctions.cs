using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Numbers and ranges from text, and text from every value (DMN 1.5 §10.3.4.1).</summary>
internal static partial class ConversionFunctions
{
    public static IReadOnlyList<BuiltInFunction> All =>
    [
        new(
            "number",
            Takes(FeelType.Number, (arguments, evaluation) => Number(arguments[0], null, ".", evaluation), Needs("from", FeelType.Text)),
            Takes(FeelType.Number, Separated, Needs("from", FeelType.Text), Needs("grouping separator", FeelType.Text), Needs("decimal separator", FeelType.Text))),
        new("string", Takes(FeelType.Text, Text, Needs("from", FeelType.Any))),
        RangeFunction,
    ];

    private static FeelValue Text(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation) =>
        arguments[0].IsNull ? FeelValue.Null : FeelText.Of(arguments[0], evaluation);

    private static FeelValue Separated(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        var grouping = arguments[1].Text;
        var point = arguments[2].Text ?? ".";
        if (grouping is not (null or " " or "," or "."))
            return evaluation.Null("wrong-separator", $"Groups of digits are separated by a space, a comma, a point, or nothing (null), not by \"{grouping}\".");
        if (point is not ("," or "."))
            return evaluation.Null("wrong-separator", $"The decimal separator is a point or a comma, not \"{point}\".");
        return point == grouping
            ? evaluation.Null("wrong-separator", $"\"{point}\" cannot separate both groups of digits and decimals.")
            : Number(arguments[0], grouping, point, evaluation);
    }

    private static FeelValue Number(FeelValue from, string? grouping, string point, Evaluation evaluation)
    {
        if (!TryText(from, evaluation, out var text))
            return FeelValue.Null;
        evaluation.Step(text.Length);
        // A point that is no separator of either kind does not become one.
        if ((grouping == "." || !text.Contains('.') || point == ".") && FeelNumber.TryParse(Plain(text, grouping, point), out var number))
            return number;
        return evaluation.Null("no-number", $"{FeelText.Literal(from)} is no number.");
    }

    // Groups are of the digits before the decimals.
    private static string Plain(string text, string? grouping, string point)
    {
        var at = text.IndexOf(point, StringComparison.Ordinal);
        var (whole, decimals) = at < 0 ? (text, "") : (text[..at], "." + text[(at + 1)..]);
        return (grouping is null ? whole : whole.Replace(grouping, "", StringComparison.Ordinal)) + decimals;
    }
}
