using System.Globalization;
using System.Numerics;

namespace Cabildo.Rules.Values;

public readonly partial struct FeelNumber
{
    /// <summary>Reads a number as FEEL and XML Schema write it: digits, a point, an exponent. False if it is none, or too large.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        number = Zero;
        var isNegative = text is ['-', ..];
        if (text is ['-' or '+', ..])
            text = text[1..];
        var exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var at)
        {
            if (!int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 100_000)
                return false;
            text = text[..at];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if ((whole.IsEmpty && fraction.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9') || text.Length > MostLetters)
            return false;
        var digits = string.Concat(whole, fraction);
        if (Round(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), exponent - fraction.Length, false) is not { } parsed)
            return false;
        number = isNegative ? parsed.Negate() : parsed;
        return true;
    }

    // Longer ones are an attack: parsing takes time that grows with the square.
    private const int MostLetters = 10_000;

    /// <summary>The number in plain decimal notation, without needless zeros.</summary>
    public override string ToString()
    {
        var plain = Normalised();
        var digits = plain._coefficient.ToString(CultureInfo.InvariantCulture);
        var text = plain._exponent switch
        {
            >= 0 => digits + new string('0', plain._exponent),
            var exponent when digits.Length > -exponent => $"{digits[..(digits.Length + exponent)]}.{digits[(digits.Length + exponent)..]}",
            var exponent => $"0.{new string('0', -exponent - digits.Length)}{digits}",
        };
        return plain._isNegative ? "-" + text : text;
    }
}
