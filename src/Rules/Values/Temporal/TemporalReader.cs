namespace Cabildo.Rules.Values;

/// <summary>Goes through a text letter by letter, for <see cref="TemporalText"/>.</summary>
internal ref struct TemporalReader(ReadOnlySpan<char> text)
{
    // So many digits fit into 64 bits, whatever they are.
    private const int MostDigits = 18;
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    /// <summary>What is left, taken as a whole.</summary>
    public string Rest()
    {
        var rest = _text[_at..].ToString();
        _at = _text.Length;
        return rest;
    }

    /// <summary>Goes past a letter if it is the next.</summary>
    public bool Skip(char letter)
    {
        if (IsAtEnd || _text[_at] != letter)
            return false;
        _at++;
        return true;
    }

    /// <summary>Goes past a number of two digits.</summary>
    public bool Two(out long number) => Digits(out number) == 2;

    /// <summary>Goes past the letter that separates numbers, and a number of two digits.</summary>
    public bool Two(char separator, out long number)
    {
        number = 0;
        return Skip(separator) && Two(out number);
    }

    /// <summary>Goes past digits.</summary>
    /// <returns>How many; 0 if there are too many for 64 bits.</returns>
    public int Digits(out long number)
    {
        var start = _at;
        for (number = 0; !IsAtEnd && char.IsAsciiDigit(_text[_at]); _at++)
        {
            if (_at - start == MostDigits)
                return 0;
            number = (number * 10) + (_text[_at] - '0');
        }

        return _at - start;
    }

    /// <summary>Goes past a point and digits behind it, if a point is the next: a part of a second.</summary>
    /// <param name="mayBeEmpty">Whether a point alone will do, as in durations.</param>
    /// <param name="nanoseconds">The part.</param>
    /// <param name="hasPoint">Whether there was a point.</param>
    /// <returns>False if there are more than 9 digits, or none.</returns>
    public bool Fraction(bool mayBeEmpty, out long nanoseconds, out bool hasPoint)
    {
        nanoseconds = 0;
        hasPoint = Skip('.');
        if (!hasPoint)
            return true;
        var digits = Digits(out nanoseconds);
        for (var place = digits; place < 9; place++)
            nanoseconds *= 10;
        var isTooLong = digits > 9 || (!IsAtEnd && char.IsAsciiDigit(_text[_at]));
        return !isTooLong && (digits > 0 || mayBeEmpty);
    }
}
