namespace Cabildo.Platform.Country;

/// <summary>A weighted check character, the last one of a number: modulus − (weighted sum mod modulus).</summary>
public sealed class CheckCharacter
{
    /// <summary>11 for CUIL and RUN.</summary>
    public int Modulus { get; init; } = 11;

    /// <summary>Weights taken in turn from the right, the check character left out: 2 to 7.</summary>
    public IReadOnlyList<int> WeightsFromRight { get; init; } = [2, 3, 4, 5, 6, 7];

    /// <summary>What stands for a result that is not one digit: <c>11 → "0"</c>, <c>10 → "K"</c>. A result of two digits
    /// that is not listed has no check character: such a number does not exist.</summary>
    public IReadOnlyDictionary<string, string> Symbols { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The check character of <paramref name="digits"/>, or null where none exists.</summary>
    public string? Of(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * WeightsFromRight[i % WeightsFromRight.Count];
        var result = (Modulus - (sum % Modulus)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Symbols.TryGetValue(result, out var symbol) ? symbol : result.Length == 1 ? result : null;
    }

    /// <summary>Whether the last character of <paramref name="canonical"/> is the check character of the rest.</summary>
    public bool Holds(string canonical) =>
        canonical.Length > 1
        && canonical[..^1].All(char.IsAsciiDigit)
        && Of(canonical[..^1]) == canonical[^1..];
}
