using System.Text;

namespace Cabildo.Rules.Values;

/// <summary>
/// Values as text: <c>[1, "a"]</c>, <c>{a: 1}</c>, <c>[1..10)</c>, <c>(&lt; 10)</c>, <c>function(a, b)</c>; dates, times and durations as they are, also in
/// lists and contexts.
/// </summary>
internal static class FeelText
{
    private const int MostDepth = 256;

    // Enough for a message.
    private const int MostUncounted = 400;

    /// <summary>As <c>string()</c> answers: text as it is. It ends with … where it is long.</summary>
    public static string Of(FeelValue value) => value.Text ?? Literal(value);

    /// <summary>As it is written inside lists and contexts: text in quotes. It ends with … where it is long.</summary>
    public static string Literal(FeelValue value)
    {
        var text = new StringBuilder();
        Write(text, value, null, MostDepth);
        return text.Length > MostUncounted ? text.ToString(0, MostUncounted) + "…" : text.ToString();
    }

    /// <summary>As <c>string()</c> answers, all of it: counted.</summary>
    public static string Of(FeelValue value, Evaluation evaluation)
    {
        if (value.Text is { } plain)
            return plain;
        var text = new StringBuilder();
        Write(text, value, evaluation, MostDepth);
        return text.ToString();
    }

    private static void Write(StringBuilder text, FeelValue value, Evaluation? evaluation, int depth)
    {
        if (evaluation is null && text.Length > MostUncounted)
            return;
        var before = text.Length;
        switch (value.Kind)
        {
            case FeelKind.Null:
                text.Append("null");
                break;
            case FeelKind.Boolean:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case FeelKind.Number:
                text.Append(value.Number.ToString());
                break;
            case FeelKind.Text:
                Quote(text, evaluation is null && value.Text!.Length > MostUncounted ? value.Text[..(MostUncounted + 1)] : value.Text!);
                break;
            case FeelKind.Function:
                text.Append("function(").AppendJoin(", ", value.Function!.Parameters).Append(')');
                break;
            case FeelKind.List or FeelKind.Context or FeelKind.Range when depth == 0:
                text.Append('…');
                break;
            case FeelKind.List:
                Write(text, value.List!, evaluation, depth - 1);
                break;
            case FeelKind.Context:
                Write(text, value.Context!, evaluation, depth - 1);
                break;
            case FeelKind.Range:
                Write(text, value.Range!, evaluation, depth - 1);
                break;
            default:
                text.Append(value.Content);
                break;
        }

        // Of lists, contexts and ranges the letters of what is in them are counted there.
        evaluation?.Step();
        evaluation?.Allocate(value.Kind is FeelKind.List or FeelKind.Context or FeelKind.Range ? 1 : ((text.Length - before) / 16) + 1);
    }

    private static void Write(StringBuilder text, FeelList list, Evaluation? evaluation, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Count && !(evaluation is null && text.Length > MostUncounted); i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, list[i], evaluation, depth);
        }

        text.Append(']');
    }

    private static void Write(StringBuilder text, FeelContext context, Evaluation? evaluation, int depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in context.Entries)
        {
            if (evaluation is null && text.Length > MostUncounted)
                break;
            text.Append(isFirst ? "" : ", ");
            evaluation?.Allocate(name.Length / 16);
            if (IsPlain(name))
                text.Append(name);
            else
                Quote(text, name);
            text.Append(": ");
            Write(text, value, evaluation, depth);
            isFirst = false;
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, FeelRange range, Evaluation? evaluation, int depth)
    {
        if (range.Form != RangeForm.Interval)
        {
            var (sign, end) = Operator(range);
            text.Append('(').Append(sign).Append(' ');
            Write(text, end, evaluation, depth);
            text.Append(')');
            return;
        }

        text.Append(range.IncludesStart ? '[' : '(');
        Write(text, range.Start, evaluation, depth);
        text.Append("..");
        Write(text, range.End, evaluation, depth);
        text.Append(range.IncludesEnd ? ']' : ')');
    }

    private static (string Sign, FeelValue End) Operator(FeelRange range) => range switch
    {
        { Form: RangeForm.Unequal } => ("!=", range.Start),
        { Start.IsNull: true } => (range.IncludesEnd ? "<=" : "<", range.End),
        { End.IsNull: true } => (range.IncludesStart ? ">=" : ">", range.Start),
        _ => ("=", range.Start),
    };

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }

    // What can be read again without quotes: words of letters, digits and underscores.
    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name[0] == ' ' || name[^1] == ' ')
            return false;
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or ' '))
                return false;
        }

        return true;
    }
}
