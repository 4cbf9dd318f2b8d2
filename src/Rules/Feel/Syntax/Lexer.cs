using System.Globalization;
using System.Text;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Cuts a text of FEEL into tokens (DMN 1.5 §10.3.1.2, grammar rules 27 to 31 and 33 to 36).</summary>
internal sealed class Lexer
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MostCharacters = 1024 * 1024;

    private static readonly string[] Signs = ["..", "**", "!=", "<=", ">=", "->", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ":", ".", "=", "<", ">", "'", "&", "%", "$", "#", "|", "!", ";"];
    private readonly string _text;
    private readonly string? _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line;
    private int _lineStart;

    private Lexer(string text, SourcePlace origin) => (_text, _source, _line, _lineStart) = (text, origin.Source, Math.Max(1, origin.Line), -Math.Max(0, origin.Column - 1));

    /// <summary>The tokens, the last of which is the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it begins in the text around it; none if it stands alone.</param>
    /// <exception cref="FeelSyntaxException">It has a character that FEEL has no use for, text without an end, or too many characters.</exception>
    public static List<Token> Read(string text, SourcePlace origin = default)
    {
        var lexer = new Lexer(text, origin);
        if (text.Length > MostCharacters)
            throw lexer.Problem("too-long", $"The expression has {text.Length} characters; more than {MostCharacters} are not read. Split it.", 0, 0);
        lexer.Run();
        return lexer._tokens;
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void Run()
    {
        while (true)
        {
            PassSpace();
            if (_at >= _text.Length)
                break;
            var start = _at;
            if (IsNameStart(_at))
                Word(start);
            else if (char.IsAsciiDigit(Now) || (Now == '.' && char.IsAsciiDigit(Next) && !FollowsValue()))
                Number(start);
            else if (Now == '"')
                Text(start, TokenKind.Text);
            else if (Now == '@' && Next == '"')
                At(start);
            else
                Sign(start);
        }

        Add(TokenKind.End, "", _at);
    }

    // A point after one of these begins a name: `a.b`, `f(x).b`, `list[1].b`.
    private bool FollowsValue() => _tokens.Count > 0 && _at > 0 && _tokens[^1] is var last && last.Place.Start + last.Place.Length == _at
        && (last.Kind is TokenKind.Word or TokenKind.Number || last.Text is ")" or "]" or "}");

    private void PassSpace()
    {
        while (_at < _text.Length)
        {
            if (Now == '/' && Next == '/')
                PassUntil("\n");
            else if (Now == '/' && Next == '*')
                PassUntil("*/");
            else if (char.IsWhiteSpace(Now) || Now == '\uFEFF')
                Advance();
            else
                return;
        }
    }

    private void PassUntil(string end)
    {
        var found = _text.IndexOf(end, _at + 1, StringComparison.Ordinal);
        var stop = found < 0 ? _text.Length : found + end.Length;
        while (_at < stop)
            Advance();
    }

    private void Advance()
    {
        if (_text[_at++] == '\n')
            (_line, _lineStart) = (_line + 1, _at);
    }

    private void Word(int start)
    {
        while (_at < _text.Length && (IsNameStart(_at) || IsNamePart(_at)))
            _at += char.IsHighSurrogate(Now) ? 2 : 1;
        Add(TokenKind.Word, _text[start.._at], start);
    }

    private void Number(int start)
    {
        while (char.IsAsciiDigit(Now))
            _at++;
        if (Now == '.' && char.IsAsciiDigit(Next))
        {
            _at++;
            while (char.IsAsciiDigit(Now))
                _at++;
        }

        if (Now is 'e' or 'E' && (char.IsAsciiDigit(Next) || (Next is '+' or '-' && _at + 2 < _text.Length && char.IsAsciiDigit(_text[_at + 2]))))
        {
            _at += 2;
            while (char.IsAsciiDigit(Now))
                _at++;
        }

        Add(TokenKind.Number, _text[start.._at], start);
    }

    private void At(int start)
    {
        _at++;
        Text(start, TokenKind.At);
    }

    private void Text(int start, TokenKind kind)
    {
        var (line, lineStart) = (_line, _lineStart);
        var content = new StringBuilder();
        _at++;
        while (Now != '"')
        {
            if (_at >= _text.Length)
                throw Problem("unfinished-text", "The text that begins here has no closing quote (\").", start, 1);
            if (Now == '\\')
                Escape(content);
            else
                content.Append(Take());
        }

        _at++;
        _tokens.Add(new Token(kind, content.ToString(), new SourcePlace(line, start - lineStart + 1, start, _at - start) { Source = _source }));
    }

    private char Take()
    {
        var taken = Now;
        Advance();
        return taken;
    }

    private void Escape(StringBuilder content)
    {
        var (letter, digits) = (Next, Next switch { 'u' => 4, 'U' => 6, _ => 0 });
        if (digits > 0)
        {
            if (_at + 2 + digits > _text.Length || !int.TryParse(_text.AsSpan(_at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                || code > 0x10FFFF)
                throw Problem("bad-escape", $"After \\{letter} come {digits} hexadecimal digits of a character.", _at, 2);
            // A pair of surrogates may come as two escapes.
            content.Append(code <= 0xFFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            _at += 2 + digits;
            return;
        }

        content.Append(letter switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' => "\"", '\'' => "'", '\\' => "\\", _ => "\\" + letter });
        _at++;
        if (_at < _text.Length)
            Advance();
    }

    private void Sign(int start)
    {
        foreach (var sign in Signs)
        {
            if (_text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
            {
                _at += sign.Length;
                Add(TokenKind.Sign, sign, start);
                return;
            }
        }

        throw Problem("unknown-character", $"The character `{Rune.GetRuneAt(_text, _at)}` has no meaning here.", start, 1);
    }

    private void Add(TokenKind kind, string text, int start) => _tokens.Add(new Token(kind, text, Place(start, _at - start)));

    private SourcePlace Place(int start, int length) => new(_line, start - _lineStart + 1, start, length) { Source = _source };

    private FeelSyntaxException Problem(string code, string message, int start, int length) => new(new RuleProblem(code, message, Place(start, length)));

    private bool IsNameStart(int at)
    {
        var c = _text[at];
        return char.IsLetter(c) || c is '_' or '?' || (char.IsHighSurrogate(c) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]));
    }

    private bool IsNamePart(int at)
    {
        var c = _text[at];
        return char.IsAsciiDigit(c) || c == '\u00B7' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
    }
}
