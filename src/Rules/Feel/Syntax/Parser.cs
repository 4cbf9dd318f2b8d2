using System.Runtime.CompilerServices;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>
/// Reads FEEL and compiles it as it reads: which tokens are a name depends on the names that are known at that place. Each method is named
/// for what it reads (DMN 1.5 §10.3.1.2).
/// </summary>
internal sealed partial class Parser
{
    // Deeper than any person writes, and far from the end of a thread's stack.
    private const int MostDepth = 400;
    private const int MostProblems = 200;
    private readonly List<Token> _tokens;
    private readonly ICollection<RuleProblem> _problems;
    private Scope _scope;
    private int _at;
    private int _depth;

    public Parser(List<Token> tokens, Scope scope, ICollection<RuleProblem> problems) => (_tokens, _scope, _problems) = (tokens, scope, problems);

    private Token Now => _tokens[_at];

    private Token Ahead(int count) => _tokens[Math.Min(_at + count, _tokens.Count - 1)];

    /// <summary>One expression and nothing after it.</summary>
    public Code ReadExpression()
    {
        var code = Expression();
        ExpectEnd();
        return code;
    }

    /// <summary>Unary tests and nothing after them; the scope's one name is <c>?</c>.</summary>
    public Code ReadUnaryTests()
    {
        var code = UnaryTests();
        ExpectEnd();
        return code;
    }

    /// <summary>A type and nothing after it.</summary>
    public FeelType ReadType()
    {
        var type = TypeExpression();
        ExpectEnd();
        return type;
    }

    private Token Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    private bool TryTake(string text)
    {
        if (!Now.Is(text))
            return false;
        _at++;
        return true;
    }

    private Token Expect(string text, string where)
    {
        if (Now.Is(text))
            return Take();
        throw Wrong($"`{text}` is missing {where}: there is {Now}.");
    }

    private void ExpectEnd()
    {
        if (Now.Kind != TokenKind.End)
            throw Wrong($"{Now} does not belong here: the expression is complete before it. A comma, an operator, or a quote may be missing.");
    }

    private FeelSyntaxException Wrong(string message) => Wrong("syntax", message, Now.Place);

    private static FeelSyntaxException Wrong(string code, string message, SourcePlace place) => new(new RuleProblem(code, message, place));

    private void Complain(string code, string message, SourcePlace place) => Complaint(code, place)?.Invoke(message);

    /// <summary>Takes what is to be told; null once enough is, so that nobody looks for words and suggestions any more.</summary>
    private Action<string>? Complaint(string code, SourcePlace place) =>
        _problems.Count < MostProblems ? message => _problems.Add(new RuleProblem(code, message, place)) : null;

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > MostDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Wrong("too-deep", $"The expression is nested more than {MostDepth} deep. Give parts of it names of their own.", Now.Place);
        var result = read();
        _depth--;
        return result;
    }

    private T Within<T>(Scope inner, Func<T> read)
    {
        var outer = _scope;
        _scope = inner;
        var result = read();
        _scope = outer;
        return result;
    }

    /// <summary>From a token to the last that was taken.</summary>
    private SourcePlace Since(SourcePlace start)
    {
        var last = _tokens[Math.Max(0, _at - 1)].Place;
        return start with { Length = Math.Max(start.Length, last.Start + last.Length - start.Start) };
    }

    /// <summary>A name that is declared here: all tokens up to one that ends it.</summary>
    private string DeclaredName(string what, params ReadOnlySpan<string> ends)
    {
        var start = _at;
        while (Now.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Sign && !IsOneOf(Now, ends))
            _at++;
        if (_at == start || _tokens[start].Kind != TokenKind.Word)
            throw Wrong($"A name for {what} is missing: there is {_tokens[start]}.");
        return NameBook.Normalise(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens)[start.._at]);
    }

    private static bool IsOneOf(Token token, ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (token.Is(text))
                return true;
        }

        return false;
    }
}
