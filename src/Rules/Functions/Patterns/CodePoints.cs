using System.Globalization;
using System.Text;

namespace Cabildo.Rules.Functions.Patterns;

/// <summary>A set of Unicode code points, surrogates aside; never changed once it is made.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;
    private readonly (int First, int Last)[] _ranges;

    private CodePoints((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>None.</summary>
    public static CodePoints None { get; } = new([]);

    /// <summary>All.</summary>
    public static CodePoints All { get; } = Of([(0, 0xD7FF), (0xE000, Last)]);

    /// <summary>From the lowest to the highest, with gaps between them.</summary>
    public ReadOnlySpan<(int First, int Last)> Ranges => _ranges;

    /// <summary>One code point.</summary>
    public static CodePoints Of(int point) => new([(point, point)]);

    /// <summary>Those of ranges, in whatever order.</summary>
    public static CodePoints Of(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(last, merged[^1].Last));
            else
                merged.Add((first, last));
        }

        return new CodePoints([.. merged]);
    }

    /// <summary>Those of both.</summary>
    public CodePoints With(CodePoints other) => Of([.. _ranges, .. other._ranges]);

    /// <summary>All others.</summary>
    public CodePoints Inverse() => All.Without(this);

    /// <summary>Those that are not in the other.</summary>
    public CodePoints Without(CodePoints other)
    {
        var left = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            var from = first;
            while (next > 0 && other._ranges[next - 1].Last >= from)
                next--;
            for (; next < other._ranges.Length && other._ranges[next].First <= last; next++)
            {
                if (other._ranges[next].Last < from)
                    continue;
                if (other._ranges[next].First > from)
                    left.Add((from, other._ranges[next].First - 1));
                from = other._ranges[next].Last + 1;
            }

            if (from <= last)
                left.Add((from, last));
        }

        return new CodePoints([.. left]);
    }

    /// <summary>Whether a code point is one of them.</summary>
    public bool Has(int point)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < _ranges[middle].First)
                high = middle - 1;
            else if (point > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    /// <summary>Writes a pattern of .NET that takes one of them: two characters for those above U+FFFF.</summary>
    /// <returns>Whether it is one that a matcher without backtracking takes seconds to prepare.</returns>
    public bool Write(StringBuilder pattern)
    {
        const int MostAlternatives = 20;
        var (plain, pairs, count) = (new StringBuilder(), new StringBuilder(), 0);
        foreach (var (first, last) in _ranges)
        {
            if (first <= 0xFFFF)
                WriteRange(plain, first, Math.Min(last, 0xFFFF));
            if (last > 0xFFFF)
                count += WritePairs(pairs, Math.Max(first, 0x10000), last);
        }

        // What takes nothing is written as what is neither space nor anything else.
        var single = plain.Length > 0 ? $"[{plain}]" : pairs.Length == 0 ? @"[^\s\S]" : "";
        if (pairs.Length == 0)
        {
            pattern.Append(single);
            return false;
        }

        // Of many, none is tried where no pair begins.
        var isLarge = count > MostAlternatives;
        pattern.Append("(?:").Append(single).Append(single.Length > 0 ? "|" : "").Append(isLarge ? @"(?=[\uD800-\uDBFF])(?:" : "");
        pattern.Append(pairs, 1, pairs.Length - 1).Append(isLarge ? "))" : ")");
        return isLarge;
    }

    // Pairs whose second half may be anything are written as one.
    private static int WritePairs(StringBuilder pairs, int first, int last)
    {
        const int Half = 0x400;
        var count = 0;
        for (; first <= last; count++)
        {
            var (high, low) = Halves(first);
            var whole = (last + 1 - first) / Half;
            pairs.Append('|');
            if (low == 0xDC00 && whole > 0)
            {
                pairs.Append('[');
                WriteRange(pairs, high, high + whole - 1);
                pairs.Append(@"][\uDC00-\uDFFF]");
                first += whole * Half;
                continue;
            }

            var end = Math.Min(last, first - (low - 0xDC00) + Half - 1);
            WriteRange(pairs, high, high);
            pairs.Append('[');
            WriteRange(pairs, low, Halves(end).Low);
            pairs.Append(']');
            first = end + 1;
        }

        return count;
    }

    private static (int High, int Low) Halves(int point) => (0xD800 + ((point - 0x10000) >> 10), 0xDC00 + ((point - 0x10000) & 0x3FF));

    private static void WriteRange(StringBuilder text, int first, int last)
    {
        WriteUnit(text, first);
        if (last > first)
            text.Append('-');
        if (last > first)
            WriteUnit(text, last);
    }

    private static void WriteUnit(StringBuilder text, int unit) => text.Append(@"\u").Append(unit.ToString("X4", CultureInfo.InvariantCulture));
}
