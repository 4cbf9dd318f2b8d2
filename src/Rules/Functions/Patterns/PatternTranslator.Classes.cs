using System.Globalization;

namespace Cabildo.Rules.Functions.Patterns;

internal sealed partial class PatternTranslator
{
    private bool IsFollowedBy(char letter) => _at + 1 < _source.Length && _source[_at + 1] == letter;

    // Outside of brackets: a character, a class, or what a group took.
    private void ReadEscape()
    {
        if (_at + 1 < _source.Length && char.IsAsciiDigit(_source[_at + 1]))
            WriteReference();
        else
            Write(ReadEscaped(out _));
    }

    private void WriteReference()
    {
        _at++;
        var number = _source[_at++] - '0';
        // As many digits as there are groups for; those after them stand for themselves.
        while (char.IsAsciiDigit(Next) && (number * 10) + Next - '0' <= _groups.Count)
            number = (number * 10) + _source[_at++] - '0';
        if (number == 0 || number > _groups.Count || !_groups[number - 1])
            throw new PatternException($"It refers to bracket {number} with \"\\{number}\", but none of that number is closed before.");
        // What a group took that took no part is nothing, where .NET's own would not match.
        var digits = number.ToString(CultureInfo.InvariantCulture);
        _target.Append('(').Append("?(").Append(digits).Append(_flags.IgnoreCase ? ")(?i:\\" : ")(?:\\").Append(digits).Append("))");
        NeedsBacktracking = true;
    }

    // What a backslash begins; of one character, which.
    private CodePoints ReadEscaped(out int? single)
    {
        _at++;
        var letter = Next;
        _at++;
        single = letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => letter,
            _ => null,
        };
        if (single is { } point)
            return CodePoints.Of(point);
        var points = char.ToLowerInvariant(letter) switch
        {
            's' => CharacterClasses.Spaces,
            'i' => CharacterClasses.NameStart,
            'c' => CharacterClasses.NamePart,
            'd' => CharacterClasses.DecimalDigits,
            'w' => CharacterClasses.Words,
            'p' => ReadNamed(),
            _ => throw new PatternException(_at > _source.Length ? "It ends with a \"\\\"." : $"It has a \"\\{letter}\" that XPath does not know; \"\\\\\" takes the sign \"\\\" itself."),
        };
        return char.IsAsciiLetterUpper(letter) ? points.Inverse() : points;
    }

    private CodePoints ReadNamed()
    {
        var end = Next == '{' ? _source.IndexOf('}', _at) : -1;
        if (end < 0)
            throw new PatternException("It has a \"\\p\" without a name in \"{\" and \"}\", as in \"\\p{Lu}\".");
        var name = _source[(_at + 1)..end];
        _at = end + 1;
        return CharacterClasses.Named(name) ?? throw new PatternException($"There are no characters called \"{name}\".");
    }

    // After its bracket, to the bracket that closes it.
    private CodePoints ReadClass(int depth)
    {
        if (depth > MostDepth)
            throw new PatternException($"Its brackets are more than {MostDepth} deep.");
        var isInverse = Next == '^';
        if (isInverse)
            _at++;
        var parts = new List<CodePoints>();
        while (Next != ']' && !(Next == '-' && IsFollowedBy('[') && parts.Count > 0))
            parts.Add(ReadPart(parts.Count == 0));
        if (parts.Count == 0)
            throw new PatternException("It has a \"[\" with nothing in it.");
        var points = CodePoints.Of(parts.SelectMany(part => part.Ranges.ToArray()));
        points = isInverse ? points.Inverse() : points;
        if (Next == '-')
        {
            _at += 2;
            points = points.Without(ReadClass(depth + 1));
            if (Next != ']')
                throw new PatternException("It takes characters out of a class with \"-[\", but goes on behind it.");
        }

        _at++;
        return points;
    }

    private CodePoints ReadPart(bool isFirst)
    {
        if (IsAtEnd)
            throw new PatternException("It has a \"[\" that is not closed.");
        var isLast = IsFollowedBy(']') || (IsFollowedBy('-') && _at + 2 < _source.Length && _source[_at + 2] == '[');
        if (Next == '-' && !isFirst && !isLast)
            throw new PatternException("It has a \"-\" between characters that are no range; \"\\-\" takes the sign itself.");
        var named = ReadMember(out var first);
        if (first is not { } from)
            return named;
        if (Next != '-' || IsFollowedBy(']') || IsFollowedBy('['))
            return _flags.IgnoreCase ? CharacterClasses.WithVariants(from) : named;
        _at++;
        ReadMember(out var last);
        if (last is not { } to || to < from)
            throw new PatternException("It has a range of characters that does not go from the lower to the higher.");
        var range = CodePoints.Of([(from, to)]);
        return _flags.IgnoreCase ? CharacterClasses.WithVariants(range) : range;
    }

    private CodePoints ReadMember(out int? single)
    {
        if (Next == '\\')
            return ReadEscaped(out single);
        if (Next == '[')
            throw new PatternException("It has a \"[\" inside of brackets; \"\\[\" takes the sign itself.");
        single = IsAtEnd ? throw new PatternException("It has a \"[\" that is not closed.") : ReadPoint();
        return CodePoints.Of(single.Value);
    }
}
