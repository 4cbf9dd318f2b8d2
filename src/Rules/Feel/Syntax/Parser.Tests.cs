using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Unary tests and types.</summary>
internal sealed partial class Parser
{
    private UnaryTestsNode UnaryTests()
    {
        var place = Now.Place;
        if (Now.Is("-") && Ahead(1).Kind == TokenKind.End)
        {
            Take();
            return new UnaryTestsNode([], isNegated: false) { Place = place, Type = FeelType.Boolean };
        }

        if (Now.Is("not") && Ahead(1).Is("("))
        {
            var start = _at;
            _at += 2;
            var negated = Tests(")", _scope.Names[0].Type);
            Expect(")", "after the tests of `not`");
            if (Now.Kind == TokenKind.End)
                return new UnaryTestsNode(negated, isNegated: true) { Place = Since(place), Type = FeelType.Boolean };
            // It was the beginning of a condition, such as `not(a) and b`.
            _at = start;
        }

        return new UnaryTestsNode(Tests("", _scope.Names[0].Type), isNegated: false) { Place = Since(place), Type = FeelType.Boolean };
    }

    private Test[] Tests(string end, FeelType input)
    {
        var tests = new List<Test>();
        do
        {
            tests.Add(OneTest(input));
        }
        while (TryTake(",") && !Now.Is(end));
        return [.. tests];
    }

    private Test OneTest(FeelType input)
    {
        var test = AnyTest();
        CheckTest(test, input);
        return test;
    }

    private Test AnyTest()
    {
        if (ComparisonOf(Now) is { } comparison)
        {
            Take();
            return new ComparisonTest(comparison, Additive());
        }

        var wasUsed = _used.Remove("?");
        var expression = Expression();
        var asksItself = _used.Contains("?");
        if (wasUsed)
            _used.Add("?");
        return asksItself ? new ConditionTest(expression) : new ValueTest(expression);
    }

    private InNode In(Code left, SourcePlace place)
    {
        Test[] tests;
        if (ComparisonOf(Now) is not null)
        {
            tests = [OneTest(left.Type)];
        }
        else if (Now.Is("("))
        {
            var start = _at;
            Take();
            var first = Tests(")", left.Type);
            if (Now.Is("..") && first is [ValueTest { Expression: var from }])
            {
                tests = [new ValueTest(RangeFrom(from, includesStart: false, _tokens[start].Place))];
            }
            else
            {
                Expect(")", "after the tests of `in`");
                tests = first;
            }
        }
        else
        {
            tests = [new ValueTest(Additive())];
            CheckTest(tests[0], left.Type);
        }

        return new InNode(left, tests) { Place = Since(place), Type = FeelType.Boolean };
    }

    private FeelType TypeExpression()
    {
        var place = Now.Place;
        if (Now.Is("function") && Ahead(1).Is("<"))
            return FunctionTypeExpression();
        if (Now.Kind == TokenKind.Word && Ahead(1).Is("<"))
        {
            switch (Take().Text)
            {
                case "list":
                    return Bracketed(FeelType.ListOf);
                case "range":
                    return Bracketed(FeelType.RangeOf);
                case "context":
                    return ContextTypeExpression();
                default:
                    throw Wrong("unknown-type", "Only list, range, context and function take types in angle brackets.", place);
            }
        }

        var name = TypeName();
        return TypeNames.Find(name) ?? FindType(name) ?? throw Wrong("unknown-type", $"`{name}` is not a type.{Suggestion.For(name, TypeNames.All)}", Since(place));
    }

    private FeelType? FindType(string name)
    {
        for (var scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.FindType?.Invoke(name) is { } type)
                return type;
        }

        return null;
    }

    private string TypeName()
    {
        if (Match() is { } known && TypeNames.Find(known.Name) is not null)
        {
            _at += known.Count;
            return known.Name;
        }

        if (Now.Kind != TokenKind.Word)
            throw Wrong($"The name of a type is missing: there is {Now}.");
        var start = _at;
        Take();
        while (Now.Is(".") && Ahead(1).Kind == TokenKind.Word)
            _at += 2;
        return NameBook.Normalise(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens)[start.._at]);
    }

    private FeelType Bracketed(Func<FeelType, FeelType> make)
    {
        Expect("<", "before the type");
        var element = Nested(TypeExpression);
        Expect(">", "after the type");
        return make(element);
    }

    private ContextType ContextTypeExpression()
    {
        Expect("<", "before the entries");
        var fields = new List<KeyValuePair<string, FeelType>>();
        do
        {
            var name = DeclaredName("an entry", ":");
            Expect(":", "after the name of the entry");
            fields.Add(new(name, Nested(TypeExpression)));
        }
        while (TryTake(","));
        Expect(">", "after the entries");
        return new ContextType(fields);
    }

    private FunctionType FunctionTypeExpression()
    {
        _at += 2;
        var parameters = new List<FeelType>();
        while (!Now.Is(">"))
        {
            parameters.Add(Nested(TypeExpression));
            if (!TryTake(","))
                break;
        }

        Expect(">", "after the types of the parameters");
        Expect("->", "before the type of the answer");
        return new FunctionType(parameters, Nested(TypeExpression));
    }
}
