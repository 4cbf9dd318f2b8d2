using System.Diagnostics.CodeAnalysis;

namespace Cabildo.Platform.Country;

/// <summary>A person's or company's number in a national register: what it is, and its digits without separators.</summary>
/// <param name="Scheme">A scheme of the country pack: <c>dni</c>, <c>cuil</c>, <c>run</c>.</param>
/// <param name="Value">Canonical digits (and check letter), without separators: <c>31456789</c>.</param>
public readonly record struct NationalId(string Scheme, string Value)
{
    private const int LongestText = 64;

    /// <summary>Reads the text form <c>dni:31456789</c>; it was checked against its scheme where it came from.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NationalId id)
    {
        id = default;
        if (text is not { Length: > 0 and <= LongestText })
            return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == text.Length - 1)
            return false;
        id = new NationalId(text[..colon], text[(colon + 1)..]);
        return id.Scheme.All(char.IsAsciiLetterLower) && id.Value.All(char.IsAsciiLetterOrDigit);
    }

    /// <summary>The text form: <c>dni:31456789</c>.</summary>
    public override string ToString() => $"{Scheme}:{Value}";
}
