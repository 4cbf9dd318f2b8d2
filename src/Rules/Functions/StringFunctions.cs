using System.Text;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

/// <summary>Functions of text (DMN 1.5 §10.3.4.3). Letters are code points of Unicode, not the halves that .NET counts.</summary>
internal static partial class StringFunctions
{
    public static IReadOnlyList<BuiltInFunction> All =>
    [
        new(
            "substring",
            Takes(FeelType.Text, (arguments, evaluation) => Substring(arguments[0], arguments[1], null, evaluation), Needs("string", FeelType.Text), Needs("start position", FeelType.Number)),
            Takes(FeelType.Text, SubstringOfLength, Needs("string", FeelType.Text), Needs("start position", FeelType.Number), Needs("length", FeelType.Number))),
        new("string length", Takes(FeelType.Number, Length, Needs("string", FeelType.Text))),
        new("upper case", Takes(FeelType.Text, (arguments, evaluation) => Change(arguments[0], text => text.ToUpperInvariant(), evaluation), Needs("string", FeelType.Text))),
        new("lower case", Takes(FeelType.Text, (arguments, evaluation) => Change(arguments[0], text => text.ToLowerInvariant(), evaluation), Needs("string", FeelType.Text))),
        OfMatch("substring before", FeelType.Text, (text, match) => text.IndexOf(match, StringComparison.Ordinal) is > 0 and var at ? text[..at] : ""),
        OfMatch("substring after", FeelType.Text, (text, match) => text.IndexOf(match, StringComparison.Ordinal) is >= 0 and var at ? text[(at + match.Length)..] : ""),
        OfMatch("contains", FeelType.Boolean, (text, match) => text.Contains(match, StringComparison.Ordinal)),
        OfMatch("starts with", FeelType.Boolean, (text, match) => text.StartsWith(match, StringComparison.Ordinal)),
        OfMatch("ends with", FeelType.Boolean, (text, match) => text.EndsWith(match, StringComparison.Ordinal)),
        new("string join", Takes(FeelType.Text, Join, Needs("list", AnyList) with { Expected = FeelType.ListOf(FeelType.Text) }, new Parameter("delimiter", FeelType.Text, IsOptional: true))),
        .. PatternFunctions,
    ];

    private static BuiltInFunction OfMatch(string name, FeelType result, Func<string, string, FeelValue> body) => new(
        name,
        Takes(
            result,
            (arguments, evaluation) =>
            {
                if (!TryText(arguments[0], evaluation, out var text) || !TryText(arguments[1], evaluation, out var match))
                    return FeelValue.Null;
                Text(text.Length, evaluation);
                return body(text, match);
            },
            Needs("string", FeelType.Text),
            Needs("match", FeelType.Text)));

    private static FeelValue Change(FeelValue argument, Func<string, string> change, Evaluation evaluation)
    {
        if (!TryText(argument, evaluation, out var text))
            return FeelValue.Null;
        Text(text.Length, evaluation);
        return change(text);
    }

    private static FeelValue Length(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryText(arguments[0], evaluation, out var text))
            return FeelValue.Null;
        evaluation.Step(text.Length / 16);
        return CountLetters(text);
    }

    private static FeelValue SubstringOfLength(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryWhole(arguments[2], evaluation, out var length))
            return FeelValue.Null;
        return length < 0
            ? evaluation.Null("out-of-range", $"A text has no {length} letters.")
            : Substring(arguments[0], arguments[1], length, evaluation);
    }

    private static FeelValue Substring(FeelValue argument, FeelValue position, int? length, Evaluation evaluation)
    {
        if (!TryText(argument, evaluation, out var text) || !TryWhole(position, evaluation, out var start))
            return FeelValue.Null;
        evaluation.Step(text.Length / 16);
        var count = CountLetters(text);
        if (start == 0 || start > count || start < -count)
            return evaluation.Null("out-of-range", $"A text of {count} letters has none at position {start}; the first is at 1, the last at -1.");
        var skipped = start > 0 ? start - 1 : count + start;
        var taken = Math.Min(length ?? count, count - skipped);
        var from = Advance(text, 0, skipped);
        return Made(text[from..Advance(text, from, taken)], evaluation);
    }

    private static int CountLetters(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }

        return count;
    }

    // The place so many letters further on.
    private static int Advance(string text, int at, int letters)
    {
        for (; letters > 0; letters--)
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        return at;
    }

    private static FeelValue Join(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryList(arguments[0], evaluation, out var list))
            return FeelValue.Null;
        var delimiter = arguments[1].Text ?? "";
        var joined = new StringBuilder();
        var isFirst = true;
        foreach (var item in list.Items)
        {
            evaluation.Step();
            if (item.IsNull)
                continue;
            if (item.Text is not { } text)
                return evaluation.Null("wrong-type", $"Only texts can be joined; {item} is none. `string()` makes it one.");
            Text(text.Length + delimiter.Length, evaluation);
            joined.Append(isFirst ? "" : delimiter).Append(text);
            isFirst = false;
        }

        return joined.ToString();
    }
}
