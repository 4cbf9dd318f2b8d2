using System.Globalization;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>Values and conditions, said plainly in one language.</summary>
internal sealed class PlainWords(ExplanationWords words)
{
    // What lies deeper, or is more than these, is no explanation to anybody.
    private const int MostDepth = 3;
    private const int MostItems = 8;

    public string Value(FeelValue value, int depth = 0) => value switch
    {
        { IsNull: true } => words.NotKnown,
        { IsTrue: true } => words.True,
        { IsFalse: true } => words.False,
        { Context: not null } or { List.Count: > 0 } when depth == MostDepth => "…",
        { Context: { } context } => $"({Listed(context.Entries, entry => $"{entry.Key}: {Value(entry.Value, depth + 1)}")})",
        { List: { Count: > 0 } list } => Listed(list, item => Value(item, depth + 1)),
        _ => Sayable.Of(value),
    };

    /// <summary>Things one after the other, the last behind a word such as <c>and</c>.</summary>
    public static string Joined(IReadOnlyList<string> things, string word) => things.Count < 2 ? string.Concat(things) : $"{string.Join(", ", things.SkipLast(1))}{word}{things[^1]}";

    /// <summary>A condition as it is written in a cell, as what a value is: <c>&gt;= 18</c> is <c>18 or more</c>.</summary>
    public string Condition(string test)
    {
        var text = test.Trim();
        if (Compared(text) is { } compared)
            return compared;
        if (text is ['[', .., ']'] && text[1..^1].Split("..") is [var from, var to] && IsSimple(from) && IsSimple(to))
            return Say(words.Between, Literal(from), Literal(to));
        var parts = TestList.Split(text);
        if (!parts.All(part => IsSimple(part.Text)))
            return Say(words.Other, text);
        return Joined([.. parts.Select(part => Literal(part.Text))], words.Or);
    }

    public static string Say(string pattern, params ReadOnlySpan<object?> things) => string.Format(CultureInfo.InvariantCulture, pattern, things);

    private static string Listed<T>(IReadOnlyList<T> items, Func<T, string> say) => string.Join(", ", items.Take(MostItems).Select(say)) + (items.Count > MostItems ? ", …" : "");

    private string? Compared(string text)
    {
        foreach (var (sign, pattern) in (ReadOnlySpan<(string, string)>)[(">=", words.AtLeast), ("<=", words.AtMost), (">", words.MoreThan), ("<", words.LessThan)])
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
                return IsSimple(text[sign.Length..]) ? Say(pattern, Literal(text[sign.Length..])) : null;
        }

        return null;
    }

    // A number, a text, true, false or null: nothing that has to be worked out.
    private static bool IsSimple(string text)
    {
        text = text.Trim();
        return text is "true" or "false" or "null" || FeelNumber.TryParse(text, out _) || (text is ['"', .., '"'] or ['@', '"', .., '"'] && text.Count(letter => letter == '"') == 2);
    }

    private string Literal(string text) => text.Trim() switch
    {
        "true" => words.True,
        "false" => words.False,
        "null" => words.NotKnown,
        var other => other.TrimStart('@'),
    };
}
