using System.Text;
using System.Text.RegularExpressions;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions.Patterns;

/// <summary>What stands in the place of a match (XPath functions 3.1 §5.6.4): text, with <c>$1</c> for what the first bracket took, <c>$0</c> for all.</summary>
internal sealed class Replacement
{
    // Each is text, or else the number of a bracket; one that there is not is nothing.
    private readonly List<(string? Text, int Group)> _parts = [];

    private Replacement()
    {
    }

    /// <summary>Reads it; null if it is none.</summary>
    /// <param name="source">The text.</param>
    /// <param name="groups">How many brackets the pattern has.</param>
    /// <param name="isLiteral">Whether nothing in it has a meaning.</param>
    public static Replacement? Read(string source, int groups, bool isLiteral)
    {
        var replacement = new Replacement();
        var text = new StringBuilder();
        for (var at = 0; at < source.Length; at++)
        {
            if (isLiteral || source[at] is not ('$' or '\\'))
            {
                text.Append(source[at]);
                continue;
            }

            var next = at + 1 < source.Length ? source[at + 1] : ' ';
            if (source[at] == '\\')
            {
                if (next is not ('$' or '\\'))
                    return null;
                text.Append(next);
                at++;
                continue;
            }

            if (!char.IsAsciiDigit(next))
                return null;
            var group = next - '0';
            at++;
            // As many digits as there are brackets for; those after them stand for themselves.
            while (at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]) && (group * 10) + source[at + 1] - '0' <= groups)
                group = (group * 10) + source[++at] - '0';
            replacement._parts.Add((text.ToString(), 0));
            text.Clear();
            if (group <= groups)
                replacement._parts.Add((null, group));
        }

        replacement._parts.Add((text.ToString(), 0));
        return replacement;
    }

    /// <summary>Writes it for a match; counted before, as a short text with many signs for a long one is enough to fill the memory.</summary>
    public void Write(Match match, StringBuilder to, Evaluation evaluation)
    {
        foreach (var (text, group) in _parts)
        {
            var part = text ?? match.Groups[group].ValueSpan;
            Arguments.Text(part.Length, evaluation);
            to.Append(part);
        }
    }
}
