using System.Text;
using System.Text.RegularExpressions;
using Cabildo.Rules.Functions.Patterns;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class StringFunctions
{
    private static readonly Parameter Flags = new("flags", FeelType.Text, IsOptional: true);

    private static IEnumerable<BuiltInFunction> PatternFunctions =>
    [
        new("matches", Takes(FeelType.Boolean, Matches, Needs("input", FeelType.Text), Needs("pattern", FeelType.Text), Flags)),
        new("replace", Takes(FeelType.Text, Replace, Needs("input", FeelType.Text), Needs("pattern", FeelType.Text), Needs("replacement", FeelType.Text), Flags)),
        new("split", Takes(FeelType.ListOf(FeelType.Text), Split, Needs("string", FeelType.Text), Needs("delimiter", FeelType.Text))),
    ];

    private static FeelValue Matches(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryText(arguments[0], evaluation, out var input) || !TryText(arguments[1], evaluation, out var source))
            return FeelValue.Null;
        return XPathPattern.Find(source, arguments[2].Text, evaluation) is { } pattern ? pattern.IsMatch(input, evaluation) : FeelValue.Null;
    }

    private static FeelValue Replace(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryText(arguments[0], evaluation, out var input) || !TryText(arguments[1], evaluation, out var source) || !TryText(arguments[2], evaluation, out var by))
            return FeelValue.Null;
        var flags = arguments[3].Text;
        if (FindDividing(source, flags, evaluation) is not { } pattern)
            return FeelValue.Null;
        if (Replacement.Read(by, pattern.Groups, flags?.Contains('q') == true) is not { } replacement)
            return evaluation.Null("wrong-replacement", $"\"{by}\" is no replacement: behind \"$\" is the number of a bracket, and \"\\\" is only before \"$\" or \"\\\".");
        var replaced = new StringBuilder();
        var at = 0;
        pattern.ForEach(input, Put, evaluation);
        return Made(replaced.Append(input, at, input.Length - at).ToString(), evaluation);

        void Put(Match match)
        {
            replaced.Append(input, at, match.Index - at);
            replacement.Write(match, replaced, evaluation);
            at = match.Index + match.Length;
        }
    }

    private static FeelValue Split(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryText(arguments[0], evaluation, out var input) || !TryText(arguments[1], evaluation, out var delimiter))
            return FeelValue.Null;
        if (FindDividing(delimiter, null, evaluation) is not { } pattern)
            return FeelValue.Null;
        var parts = new List<FeelValue>();
        var at = 0;
        pattern.ForEach(input, Cut, evaluation);
        parts.Add(Made(input[at..], evaluation));
        return Made([.. parts], evaluation);

        void Cut(Match match)
        {
            parts.Add(Made(input[at..match.Index], evaluation));
            at = match.Index + match.Length;
        }
    }

    // XPath refuses a pattern that matches what is empty: it would be everywhere.
    private static XPathPattern? FindDividing(string source, string? flags, Evaluation evaluation)
    {
        if (XPathPattern.Find(source, flags, evaluation) is not { } pattern)
            return null;
        if (!pattern.TakesNothing(evaluation))
            return pattern;
        evaluation.Null("wrong-pattern", $"\"{source}\" also matches an empty text, so that it cannot say where to replace or to split.");
        return null;
    }
}
