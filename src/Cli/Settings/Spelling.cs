namespace Cabildo.Cli.Settings;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of some words, whatever their case; null if none is near: one letter in three may differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> words) => words
        .Select(other => (Word: other, Distance: Distance(word.ToUpperInvariant(), other.ToUpperInvariant())))
        .Where(other => other.Distance <= Math.Max(1, Math.Min(word.Length, other.Word.Length) / 3))
        .OrderBy(other => other.Distance)
        .Select(other => other.Word)
        .FirstOrDefault();

    // Levenshtein's: letters added, left out or changed.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }
}
