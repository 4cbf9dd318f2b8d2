using System.Text.RegularExpressions;

namespace Cabildo.Platform.Country;

/// <summary>How one kind of national number is written and checked; data of the country pack.</summary>
public sealed class IdScheme
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(50);
    private Regex? _pattern;

    /// <summary>Short lower-case name: <c>dni</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>What people call it.</summary>
    public LocalText Name { get; init; } = new();

    /// <summary>An example that is valid, for hints.</summary>
    public string Example { get; init; } = "";

    /// <summary>Anchored regular expression over the canonical form (no separators, upper case).</summary>
    public required string Pattern { get; init; }

    /// <summary>The separators people type: they are dropped on reading.</summary>
    public string Separators { get; init; } = ".- ";

    /// <summary>Sizes of the groups from the right and what stands between them: <c>[3, 3, 2]</c> with <c>[".", "."]</c>.</summary>
    public IReadOnlyList<int> GroupsFromRight { get; init; } = [];

    /// <inheritdoc cref="GroupsFromRight"/>
    public IReadOnlyList<string> GroupSeparators { get; init; } = [];

    /// <summary>The check character at the end; none if not set.</summary>
    public CheckCharacter? Check { get; init; }

    /// <summary>Reads what a person typed.</summary>
    /// <returns>The canonical value, or null where it does not fit the scheme or its check character is wrong.</returns>
    public string? Read(string typed)
    {
        if (typed.Length > 40)
            return null;
        var canonical = string.Concat(typed.Trim().Where(c => !Separators.Contains(c, StringComparison.Ordinal))).ToUpperInvariant();
        _pattern ??= new Regex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout);
        return _pattern.IsMatch(canonical) && (Check is null || Check.Holds(canonical)) ? canonical : null;
    }

    /// <summary>The value in the groups that people read: <c>31.456.789</c>.</summary>
    public string Format(string canonical)
    {
        var groups = new List<string>();
        var end = canonical.Length;
        foreach (var size in GroupsFromRight.TakeWhile(_ => end > 0))
        {
            var start = Math.Max(0, end - size);
            groups.Add(canonical[start..end]);
            end = start;
        }

        if (end > 0)
            groups.Add(canonical[..end]);
        var text = groups.Count == 0 ? canonical : groups[0];
        for (var i = 1; i < groups.Count; i++)
            text = groups[i] + (i <= GroupSeparators.Count ? GroupSeparators[i - 1] : "") + text;
        return text;
    }
}
