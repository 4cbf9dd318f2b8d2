using System.Globalization;
using System.Text;

namespace Cabildo.Rules.Functions.Patterns;

/// <summary>A pattern is none; the message says why.</summary>
internal sealed class PatternException(string message) : Exception(message);

/// <summary>The flags of a pattern (XPath functions §5.6.2).</summary>
/// <param name="DotAll">s: the point takes ends of lines too.</param>
/// <param name="Lines">m: ^ and $ stand at the ends of lines too.</param>
/// <param name="IgnoreCase">i: small and capital letters are the same.</param>
/// <param name="IgnoreSpaces">x: spaces are for the reader.</param>
/// <param name="Literal">q: nothing has a meaning but itself.</param>
internal readonly record struct PatternFlags(bool DotAll, bool Lines, bool IgnoreCase, bool IgnoreSpaces, bool Literal);

/// <summary>
/// Translates regular expressions of XPath (XPath functions 3.1 §5.6.1, on top of XML Schema 2 appendix F) to those of .NET. Characters
/// are code points; what XPath does not allow, as .NET's own extensions, is refused.
/// </summary>
internal sealed partial class PatternTranslator
{
    private const int MostDepth = 60;
    private const int MostRepeated = 10_000;
    private const int MostWritten = 200_000;
    private readonly string _source;
    private readonly PatternFlags _flags;
    private readonly StringBuilder _target = new();

    // Whether each group, by its number less one, is closed.
    private readonly List<bool> _groups = [];
    private int _at;

    private PatternTranslator(string source, PatternFlags flags) => (_source, _flags) = (source, flags);

    /// <summary>The pattern of .NET.</summary>
    public string Target => _target.ToString();

    /// <summary>How many groups it captures.</summary>
    public int Groups => _groups.Count;

    /// <summary>Whether it has what only a matcher that goes back can do, or can do in a short time.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <summary>Translates.</summary>
    /// <exception cref="PatternException">It is no pattern.</exception>
    public static PatternTranslator Translate(string source, PatternFlags flags)
    {
        var translator = new PatternTranslator(flags is { IgnoreSpaces: true, Literal: false } ? WithoutSpaces(source) : source, flags);
        if (flags.Literal)
            translator.WriteLiterally();
        else
            translator.ReadAll();
        return translator;
    }

    private char Next => _at < _source.Length ? _source[_at] : '\0';

    private bool IsAtEnd => _at >= _source.Length;

    // Spaces stay only inside of brackets.
    private static string WithoutSpaces(string source)
    {
        var kept = new StringBuilder(source.Length);
        var depth = 0;
        var isEscaped = false;
        foreach (var letter in source)
        {
            if (depth == 0 && letter is ' ' or '\t' or '\n' or '\r')
                continue;
            kept.Append(letter);
            if (!isEscaped)
                depth = Math.Max(0, depth + (letter == '[' ? 1 : letter == ']' ? -1 : 0));
            isEscaped = !isEscaped && letter == '\\';
        }

        return kept.ToString();
    }

    private void WriteLiterally()
    {
        while (!IsAtEnd)
            WriteCharacter(ReadPoint());
    }

    private void ReadAll()
    {
        ReadAlternatives(0);
        if (!IsAtEnd)
            throw new PatternException($"It has a \"{Next}\" at letter {_at + 1} that nothing before it asks for; \"\\{Next}\" takes the sign itself.");
    }

    private void ReadAlternatives(int depth)
    {
        if (depth > MostDepth)
            throw new PatternException($"Its brackets are more than {MostDepth} deep.");
        while (!IsAtEnd && Next != ')')
        {
            if (Next == '|')
            {
                _target.Append('|');
                _at++;
                continue;
            }

            ReadAtom(depth);
            ReadQuantifier();
            if (_target.Length > MostWritten)
                throw new PatternException("It is too long.");
        }
    }

    private void ReadAtom(int depth)
    {
        switch (Next)
        {
            case '(':
                ReadGroup(depth);
                break;
            case '[':
                _at++;
                Write(ReadClass(depth));
                break;
            case '\\':
                ReadEscape();
                break;
            case '.':
                _at++;
                Write(_flags.DotAll ? CodePoints.All : CharacterClasses.InLine);
                break;
            case '^':
                _at++;
                WriteStart();
                break;
            case '$':
                _at++;
                // .NET's own $ would be before a last end of line too.
                _target.Append(_flags.Lines ? "(?m:$)" : @"(?:\z)");
                break;
            case '?' or '*' or '+' or '{' or '}' or ']':
                throw new PatternException($"It has a \"{Next}\" at letter {_at + 1} with nothing to repeat; \"\\{Next}\" takes the sign itself.");
            default:
                WriteCharacter(ReadPoint());
                break;
        }
    }

    private void WriteStart()
    {
        // A line does not start after an end of line that is the last character.
        _target.Append(_flags.Lines ? @"(?:(?m:^)(?:(?!\z)|(?<!\n)))" : @"(?:\A)");
        NeedsBacktracking |= _flags.Lines;
    }

    private void ReadGroup(int depth)
    {
        _at++;
        var number = -1;
        if (Next == '?')
        {
            if (_at + 1 >= _source.Length || _source[_at + 1] != ':')
                throw new PatternException("It has a \"(?\" that XPath does not know; only \"(?:\" may follow a bracket.");
            _at += 2;
            _target.Append("(?:");
        }
        else
        {
            number = _groups.Count;
            _groups.Add(false);
            _target.Append('(');
        }

        ReadAlternatives(depth + 1);
        if (Next != ')')
            throw new PatternException("It has a \"(\" that is not closed.");
        _at++;
        _target.Append(')');
        if (number >= 0)
            _groups[number] = true;
    }

    private void ReadQuantifier()
    {
        var start = _at;
        if (Next is '?' or '*' or '+')
            _at++;
        else if (Next == '{')
            ReadCounts();
        else
            return;
        if (Next == '?')
            _at++;
        _target.Append(_source, start, _at - start);
    }

    private void ReadCounts()
    {
        _at++;
        var least = ReadCount();
        var most = least;
        if (Next == ',')
        {
            _at++;
            most = Next == '}' ? int.MaxValue : ReadCount();
        }

        if (Next != '}' || least > most)
            throw new PatternException("It has a \"{\" that is no number of times, as {2}, {2,} or {2,3} are; \"\\{\" takes the sign itself.");
        _at++;
    }

    private int ReadCount()
    {
        var start = _at;
        while (char.IsAsciiDigit(Next))
            _at++;
        if (!int.TryParse(_source.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostRepeated)
            throw new PatternException($"It has a \"{{\" without a number of times, or one that is larger than {MostRepeated}.");
        return count;
    }

    private int ReadPoint()
    {
        if (_at + 1 < _source.Length && char.IsSurrogatePair(_source[_at], _source[_at + 1]))
        {
            _at += 2;
            return char.ConvertToUtf32(_source[_at - 2], _source[_at - 1]);
        }

        return char.IsSurrogate(Next) ? throw new PatternException("It has half a character.") : _source[_at++];
    }

    private void WriteCharacter(int point)
    {
        if (!_flags.IgnoreCase && point < 128 && char.IsAsciiLetterOrDigit((char)point))
            _target.Append((char)point);
        else
            Write(_flags.IgnoreCase ? CharacterClasses.WithVariants(point) : CodePoints.Of(point));
    }

    private void Write(CodePoints points) => NeedsBacktracking |= points.Write(_target);
}
