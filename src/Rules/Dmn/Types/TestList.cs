namespace Cabildo.Rules.Dmn.Types;

/// <summary>Unary tests, taken apart at the commas between them.</summary>
internal static class TestList
{
    /// <summary>The tests; each with where it begins in the text.</summary>
    public static IReadOnlyList<(string Text, int Start)> Split(string text)
    {
        var parts = new List<(string, int)>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = EndOfString(text, i);
                    break;
                case '(' or '{':
                    depth++;
                    break;
                case ')' or '}':
                    depth--;
                    break;
                // ]1..2[ is a range: its brackets stand the wrong way round, and there is no comma in it.
                case '[':
                    depth += IsOpening(text, i) ? 1 : 0;
                    break;
                case ']':
                    depth -= depth > 0 ? 1 : 0;
                    break;
                case ',' when depth == 0:
                    parts.Add((text[start..i], start));
                    start = i + 1;
                    break;
            }
        }

        parts.Add((text[start..], start));
        return parts;
    }

    // A bracket that closes a range has a value in front of it: ]1..2[ or (1..2[. One of a filter has, too, but is closed again.
    private static bool IsOpening(string text, int at) => text.IndexOf(']', at) is >= 0 and var close && !text.AsSpan(at, close - at).Contains(',')
        || text.AsSpan(0, at).TrimEnd() is [] or [.., ',' or '(' or '{' or '['];

    private static int EndOfString(string text, int from)
    {
        for (var i = from + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        return text.Length;
    }
}
