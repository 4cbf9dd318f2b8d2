using System.Globalization;
using System.Text;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class ConversionFunctions
{
    private static BuiltInFunction RangeFunction => new("range", Takes(FeelType.RangeOf(FeelType.Any), Range, Needs("from", FeelType.Text)));

    private static FeelValue Range(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
    {
        if (!TryText(arguments[0], evaluation, out var text))
            return FeelValue.Null;
        evaluation.Step(text.Length);
        if (new RangeReader(text, evaluation).Read() is not { } range)
            return evaluation.Null("no-range", $"{FeelText.Literal(text)} is no range, as [1..10) or [@\"2025-01-01\"..@\"2025-12-31\"] are: both ends are there, and of one kind.");
        return Comparison.Order(range.Start, range.End) is <= 0
            ? FeelValue.Of(range)
            : evaluation.Null("no-range", $"{FeelText.Literal(text)} is no range: its ends are of different kinds, or it ends before it starts.");
    }

    /// <summary>Reads a range whose ends are literals: no expression is worked out.</summary>
    private sealed class RangeReader(string source, Evaluation evaluation)
    {
        private static readonly string[] TemporalNames = ["date and time", "date", "time", "duration"];
        private readonly string _text = source.Trim();
        private int _at = 1;

        public FeelRange? Read()
        {
            if (_text is not (['[' or '(' or ']', .., ']' or ')' or '['] and { Length: >= 6 }))
                return null;
            var start = ReadEnd();
            if (start.IsNull || !TryTake(".."))
                return null;
            var end = ReadEnd();
            Skip();
            return end.IsNull || _at != _text.Length - 1 ? null : new FeelRange(start, _text[0] == '[', end, _text[^1] == ']');
        }

        private FeelValue ReadEnd()
        {
            Skip();
            if (_text[_at] == '"')
                return ReadText();
            if (TryTake("@"))
                return ReadText() is { Text: { } written } ? TemporalText.Parse(written) : FeelValue.Null;
            foreach (var name in TemporalNames)
            {
                if (TryTake(name))
                    return TryTake("(") && ReadText() is { IsNull: false } argument && TryTake(")") && BuiltIns.TryFind(name, out var function) ? function.Function!.Invoke([argument], evaluation) : FeelValue.Null;
            }

            return ReadNumber();
        }

        private FeelValue ReadNumber()
        {
            var start = _at;
            while (_at < _text.Length - 1 && !_text.AsSpan(_at).StartsWith("..") && !char.IsWhiteSpace(_text[_at]))
                _at++;
            return FeelNumber.TryParse(_text.AsSpan(start, _at - start), out var number) ? number : FeelValue.Null;
        }

        private FeelValue ReadText()
        {
            Skip();
            if (!TryTake("\""))
                return FeelValue.Null;
            var text = new StringBuilder();
            while (_at < _text.Length && _text[_at] != '"')
            {
                if (_text[_at] != '\\')
                    text.Append(_text[_at++]);
                else if (!TryReadEscaped(text))
                    return FeelValue.Null;
            }

            return TryTake("\"") ? text.ToString() : FeelValue.Null;
        }

        // As in texts of FEEL (DMN 1.5 grammar rule 64).
        private bool TryReadEscaped(StringBuilder text)
        {
            var letter = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
            var digits = letter switch { 'u' => 4, 'U' => 6, _ => 0 };
            _at += 2;
            if (digits == 0)
            {
                var plain = "\"\\'ntr".IndexOf(letter, StringComparison.Ordinal);
                text.Append(plain < 0 ? ' ' : "\"\\'\n\t\r"[plain]);
                return plain >= 0;
            }

            if (_at + digits > _text.Length || !int.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || point > 0x10FFFF)
                return false;
            _at += digits;
            _ = point <= 0xFFFF ? text.Append((char)point) : text.Append(char.ConvertFromUtf32(point));
            return true;
        }

        private bool TryTake(string token)
        {
            if (token != "\"")
                Skip();
            if (!_text.AsSpan(Math.Min(_at, _text.Length)).StartsWith(token, StringComparison.Ordinal))
                return false;
            _at += token.Length;
            return true;
        }

        private void Skip()
        {
            while (_at < _text.Length - 1 && char.IsWhiteSpace(_text[_at]))
                _at++;
        }
    }
}
