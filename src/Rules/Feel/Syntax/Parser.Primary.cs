using System.Text;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Values, names, and what follows them: paths and filters.</summary>
internal sealed partial class Parser
{
    private static readonly string[] AfterExpression = ["and", "or", "then", "else", "satisfies", "return", "in", "between", "instance"];

    private Code Postfix()
    {
        var place = Now.Place;
        var code = Primary();
        while (true)
        {
            if (Now.Is(".") && Ahead(1).Kind == TokenKind.Word)
                code = Path(code, place);
            else if (Now.Is("[") && BeginsExpression(Ahead(1)))
                code = Filter(code, place);
            else if (Now.Is("("))
                code = Call(code, place);
            else
                return code;
        }
    }

    // `[1..5[` ends with a bracket that opens nothing.
    private static bool BeginsExpression(Token token) => token.Kind switch
    {
        TokenKind.End => false,
        TokenKind.Sign => token.Text is "(" or "[" or "]" or "{" or "-" or "@",
        TokenKind.Word => !AfterExpression.Contains(token.Text, StringComparer.Ordinal),
        _ => true,
    };

    private Code Primary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return FeelNumber.TryParse(token.Text, out var number)
                    ? Constant(number, token.Place)
                    : throw Wrong("too-large", $"The number {token.Text} is too large.", token.Place);
            case TokenKind.Text:
                Take();
                return Constant(token.Text, token.Place);
            case TokenKind.At:
                Take();
                return At(token);
            case TokenKind.Word:
                return Word(token);
            case TokenKind.Sign:
                return Bracketed(token);
            default:
                throw Wrong("An expression is missing at the end.");
        }
    }

    private Code Bracketed(Token token) => token.Text switch
    {
        "(" => Nested(Parenthesised),
        "[" => Nested(ListOrRange),
        "]" => Nested(OpenRange),
        "{" => Nested(Context),
        _ => throw Wrong($"An expression is missing: there is {token}."),
    };

    private Code Word(Token token)
    {
        if (Match() is { } known)
            return Name(known.Name, known.Count, token.Place);
        switch (token.Text)
        {
            case "null":
                Take();
                return Constant(FeelValue.Null, token.Place);
            case "true" or "false":
                Take();
                return Constant(token.Text == "true", token.Place);
            case "if":
                return Nested(If);
            case "for":
                return Nested(For);
            case "some" or "every":
                return Nested(Quantified);
            case "function" when Ahead(1).Is("("):
                return Nested(FunctionDefinition);
            default:
                return Name(token.Text, 1, token.Place);
        }
    }

    private (string Name, int Count)? Match()
    {
        var (declared, written) = (NameBook.Match(_scope, _tokens, _at), _written.Match(_tokens, _at));
        return written is { } one && (declared is not { } other || one.Count > other.Count) ? written : declared;
    }

    private static Constant Constant(FeelValue value, SourcePlace place) => new(value) { Place = place, Type = TypeOfValue.Of(value) };

    private Constant At(Token token)
    {
        var value = TemporalText.Parse(token.Text);
        if (value.IsNull)
            Complain("bad-literal", $"@\"{token.Text}\" is no date, time or duration: write it as in @\"2026-03-28\", @\"10:30:00\", @\"2026-03-28T10:30:00\", @\"P1Y\" or @\"PT2H\".", token.Place);
        return Constant(value, token.Place);
    }

    private Code Name(string name, int count, SourcePlace start)
    {
        _at += count;
        return new NameLookup(_scope).Find(name, Since(start), Complaint("unknown-name", Since(start)), used => _used.Add(used));
    }

    private PathNode Path(Code owner, SourcePlace place)
    {
        Take();
        var named = Now.Place;
        var name = Now.Text;
        if (Match() is { } known)
            (name, _at) = (known.Name, _at + known.Count);
        else
            Take();
        var type = PathTypes.Of(owner.Type, name, Complaint("unknown-field", Since(named)), () => Words(owner));
        return new PathNode(owner, name) { Place = Since(place), Type = type };
    }

    // As it is written, as far as a message needs it.
    private string Words(Code code)
    {
        const int Most = 80;
        var words = new StringBuilder();
        var (low, high) = (0, _tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _tokens[middle].Place.Start < code.Place.Start ? (middle + 1, high) : (low, middle);
        }

        for (; _tokens[low] is { Kind: not TokenKind.End } token && token.Place.Start < code.Place.Start + code.Place.Length; low++)
        {
            if (words.Length + token.Text.Length > Most)
                return words.Append('…').ToString();
            words.Append(token.Text);
        }

        return words.Length > 0 ? words.ToString() : "this";
    }

    private FilterNode Filter(Code list, SourcePlace place)
    {
        Take();
        var element = list.Type is ListType { Element: var each } ? each : list.Type;
        var inner = new Scope(_scope) { IsOfItem = true };
        inner.Declare("item", element);
        var condition = Within(inner, Expression);
        Expect("]", "after the filter");
        CheckFilter(condition);
        var isIndex = condition.Type == FeelType.Number;
        return new FilterNode(list, condition, isIndex) { Place = Since(place), Type = isIndex ? element : FeelType.ListOf(element) };
    }
}
