using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cabildo.Rules.Functions.Patterns;

/// <summary>The classes of characters that XML Schema names (XML Schema 2 appendix F), and which letters differ by case alone.</summary>
internal static class CharacterClasses
{
    // In the order of UnicodeCategory.
    private const string Categories = "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn";
    private static readonly Lazy<CodePoints[]> ByCategory = new(Sort);
    private static readonly ConcurrentDictionary<string, CodePoints?> Blocks = new(StringComparer.Ordinal);
    private static readonly Lazy<Dictionary<int, int[]>> Variants = new(FindVariants);

    private static readonly Lazy<CodePoints> WordsOnce = new(() => Category("P")!.With(Category("Z")!).With(Category("C")!).Inverse());

    // Blocks above U+FFFF, which .NET does not name.
    private static readonly Dictionary<string, (int First, int Last)> HighBlocks = new(StringComparer.Ordinal)
    {
        ["OldItalic"] = (0x10300, 0x1032F),
        ["Gothic"] = (0x10330, 0x1034F),
        ["Deseret"] = (0x10400, 0x1044F),
        ["ByzantineMusicalSymbols"] = (0x1D000, 0x1D0FF),
        ["MusicalSymbols"] = (0x1D100, 0x1D1FF),
        ["MathematicalAlphanumericSymbols"] = (0x1D400, 0x1D7FF),
        ["Emoticons"] = (0x1F600, 0x1F64F),
        ["MiscellaneousSymbolsandPictographs"] = (0x1F300, 0x1F5FF),
        ["TransportandMapSymbols"] = (0x1F680, 0x1F6FF),
        ["CJKUnifiedIdeographsExtensionB"] = (0x20000, 0x2A6DF),
        ["CJKCompatibilityIdeographsSupplement"] = (0x2F800, 0x2FA1F),
        ["Tags"] = (0xE0000, 0xE007F),
    };

    /// <summary>What <c>\s</c> takes.</summary>
    public static CodePoints Spaces { get; } = CodePoints.Of([(9, 10), (13, 13), (32, 32)]);

    /// <summary>What the point takes, unless it takes all: no ends of lines.</summary>
    public static CodePoints InLine { get; } = CodePoints.Of([(10, 10), (13, 13)]).Inverse();

    /// <summary>What <c>\i</c> takes: a name of XML begins with it.</summary>
    public static CodePoints NameStart { get; } = CodePoints.Of(
    [
        (':', ':'), ('A', 'Z'), ('_', '_'), ('a', 'z'), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF),
        (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
    ]);

    /// <summary>What <c>\c</c> takes: a name of XML goes on with it.</summary>
    public static CodePoints NamePart { get; } = NameStart.With(CodePoints.Of([('-', '.'), ('0', '9'), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040)]));

    /// <summary>What <c>\d</c> takes.</summary>
    public static CodePoints DecimalDigits => Category("Nd")!;

    /// <summary>What <c>\w</c> takes: all but punctuation, separators, and what is no character.</summary>
    public static CodePoints Words => WordsOnce.Value;

    /// <summary>The characters of a category such as <c>Lu</c> or <c>L</c>, or of a block such as <c>IsGreek</c>; null if there is none of that name.</summary>
    public static CodePoints? Named(string name) => name.StartsWith("Is", StringComparison.Ordinal) ? Block(name[2..]) : Category(name);

    /// <summary>A set with all that differs from one of its characters by case alone.</summary>
    public static CodePoints WithVariants(CodePoints points)
    {
        var added = new List<(int First, int Last)>();
        foreach (var (point, variants) in Variants.Value)
        {
            if (points.Has(point))
                added.AddRange(variants.Select(variant => (variant, variant)));
        }

        return added.Count == 0 ? points : points.With(CodePoints.Of(added));
    }

    /// <summary>A character with those that differ from it by case alone.</summary>
    public static CodePoints WithVariants(int point) =>
        Variants.Value.TryGetValue(point, out var variants) ? CodePoints.Of([(point, point), .. variants.Select(variant => (variant, variant))]) : CodePoints.Of(point);

    /// <summary>Makes the tables of all characters, where they are not there yet; takes a tenth of a second.</summary>
    public static void Prepare()
    {
        _ = Words;
        _ = Variants.Value;
    }

    private static CodePoints? Category(string name)
    {
        CodePoints? found = null;
        for (var i = 0; i < Categories.Length; i += 2)
        {
            // Cs are surrogates, of which text has none; XML Schema does not name them.
            if (name != "Cs" && (name.Length == 2 ? Categories.AsSpan(i, 2).SequenceEqual(name) : name.Length == 1 && Categories[i] == name[0]))
                found = (found ?? CodePoints.None).With(ByCategory.Value[i / 2]);
        }

        return found;
    }

    private static CodePoints[] Sort()
    {
        var ranges = new List<(int First, int Last)>[Categories.Length / 2];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = [];
        foreach (var (first, last) in CodePoints.All.Ranges)
        {
            var start = first;
            for (var point = first + 1; point <= last + 1; point++)
            {
                if (point <= last && CharUnicodeInfo.GetUnicodeCategory(point) == CharUnicodeInfo.GetUnicodeCategory(start))
                    continue;
                ranges[(int)CharUnicodeInfo.GetUnicodeCategory(start)].Add((start, point - 1));
                start = point;
            }
        }

        return [.. ranges.Select(CodePoints.Of)];
    }

    private static CodePoints? Block(string name)
    {
        if (HighBlocks.TryGetValue(name, out var high))
            return CodePoints.Of([high]);
        // A name of anything else than letters, digits and hyphens would be another pattern.
        return name.Length is 0 or > 60 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-') ? null : FindBlock(name);
    }

    private static CodePoints? FindBlock(string name)
    {
        if (Blocks.TryGetValue(name, out var known))
            return known;
        try
        {
            var one = new Regex($@"^\p{{Is{name}}}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            var points = Enumerable.Range(0, 0x10000).Where(point => !char.IsSurrogate((char)point) && one.IsMatch([(char)point]));
            return Blocks[name] = CodePoints.Of(points.Select(point => (point, point)));
        }
        catch (ArgumentException)
        {
            // There is no block of that name.
            return null;
        }
    }

    // As XPath has it: those of which both the small or both the capital letters are the same.
    private static Dictionary<int, int[]> FindVariants()
    {
        var same = new Dictionary<(bool IsUpper, int Point), List<int>>();
        var cased = new List<(int Point, int Lower, int Upper)>();
        foreach (var (first, last) in CodePoints.All.Ranges)
        {
            for (var point = first; point <= last; point++)
            {
                var rune = new Rune(point);
                var (lower, upper) = (Rune.ToLowerInvariant(rune).Value, Rune.ToUpperInvariant(rune).Value);
                if (lower == point && upper == point)
                    continue;
                cased.Add((point, lower, upper));
                Note(same, (false, lower), point);
                Note(same, (true, upper), point);
            }
        }

        return cased.ToDictionary(
            each => each.Point,
            each => same[(false, each.Lower)].Concat(same[(true, each.Upper)]).Where(other => other != each.Point).Distinct().ToArray());
    }

    private static void Note(Dictionary<(bool IsUpper, int Point), List<int>> same, (bool IsUpper, int Point) key, int point)
    {
        if (!same.TryGetValue(key, out var points))
            same[key] = points = [];
        points.Add(point);
    }
}
