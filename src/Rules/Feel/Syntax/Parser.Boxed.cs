using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>What has parts: conditions, loops, lists, ranges, contexts, functions.</summary>
internal sealed partial class Parser
{
    // Names of several tokens that the expression itself writes, as keys of contexts.
    private readonly NameBook _written = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private Code If()
    {
        var place = Take().Place;
        var condition = Expression();
        CheckCondition(condition, "`if` asks for a condition");
        Expect("then", "after the condition of `if`");
        var then = Expression();
        Expect("else", "after `if … then …`");
        var otherwise = Expression();
        return new IfNode(condition, then, otherwise) { Place = Since(place), Type = Common(then.Type, otherwise.Type) };
    }

    private Code For()
    {
        var place = Take().Place;
        var outer = _scope;
        var partial = new Scope(outer);
        partial.Declare("partial", FeelType.ListOf(FeelType.Any));
        _scope = partial;
        var domains = Iterators("return");
        var wasUsed = _used.Remove("partial");
        var body = Expression();
        var isUsed = _used.Remove("partial");
        if (wasUsed)
            _used.Add("partial");
        _scope = outer;
        return new ForNode([.. domains], body, isUsed) { Place = Since(place), Type = FeelType.ListOf(body.Type) };
    }

    private Code Quantified()
    {
        var token = Take();
        var outer = _scope;
        var domains = Iterators("satisfies");
        var body = Expression();
        CheckCondition(body, "`satisfies` asks for a condition");
        _scope = outer;
        return new QuantifiedNode([.. domains], body, isSome: token.Text == "some") { Place = Since(token.Place), Type = FeelType.Boolean };
    }

    // Each iterator is in the scope of those before it; the scope of the last is left in force for the body.
    private List<Domain> Iterators(string end)
    {
        var domains = new List<Domain>();
        do
        {
            var name = DeclaredName("what is iterated over", "in");
            Expect("in", "after the name of what is iterated over");
            var place = Now.Place;
            var first = Expression();
            var last = TryTake("..") ? Expression() : null;
            CheckIterated(first, last);
            var element = last is not null ? first.Type : first.Type switch { ListType list => list.Element, RangeType range => range.Element, var type => type };
            var inner = new Scope(_scope);
            inner.Declare(name, element);
            domains.Add(new Domain(first, last, Since(place)));
            _scope = inner;
        }
        while (TryTake(","));
        Expect(end, "after what is iterated over");
        return domains;
    }

    private Code Parenthesised()
    {
        var place = Take().Place;
        if (ComparisonOf(Now) is { } comparison)
        {
            Take();
            var end = Additive();
            Expect(")", "after the range");
            return UnaryRange(comparison, end, Since(place));
        }

        var code = Expression();
        if (Now.Is(".."))
            return RangeFrom(code, includesStart: false, place);
        Expect(")", "to close the parenthesis");
        return code;
    }

    private static Code UnaryRange(Operator comparison, Code end, SourcePlace place)
    {
        var none = new Constant(FeelValue.Null) { Place = place, Type = FeelType.Null };
        var (start, stop) = comparison switch
        {
            Operator.Less or Operator.LessOrEqual => (none, end),
            Operator.Equal or Operator.NotEqual => (end, end),
            _ => (end, (Code)none),
        };
        var isOne = comparison is Operator.Equal or Operator.NotEqual;
        var form = comparison == Operator.NotEqual ? RangeForm.Unequal : RangeForm.Unary;
        var range = new RangeNode(start, isOne || comparison == Operator.GreaterOrEqual, stop, isOne || comparison == Operator.LessOrEqual, form)
        {
            Place = place,
            Type = FeelType.RangeOf(end.Type),
        };
        return Folding.Fold(range, end);
    }

    private Code OpenRange()
    {
        var place = Take().Place;
        var start = Expression();
        return Now.Is("..") ? RangeFrom(start, includesStart: false, place) : throw Wrong("`..` is missing in the range.");
    }

    private Code ListOrRange()
    {
        var place = Take().Place;
        var items = new List<Code>();
        while (!Now.Is("]"))
        {
            items.Add(Expression());
            if (items.Count == 1 && Now.Is(".."))
                return RangeFrom(items[0], includesStart: true, place);
            if (!TryTake(","))
                break;
        }

        Expect("]", "to close the list");
        var element = items.Count == 0 ? FeelType.Any : items.Select(item => item.Type).Aggregate(Common);
        return Folding.Fold(new ListNode([.. items]) { Place = Since(place), Type = FeelType.ListOf(element) }, [.. items]);
    }

    private Code RangeFrom(Code start, bool includesStart, SourcePlace place)
    {
        Take();
        var end = Expression();
        var includesEnd = Now.Is("]");
        if (!includesEnd && !Now.Is(")") && !Now.Is("["))
            throw Wrong("The range is not closed: write `]` if its end belongs to it, `)` if not.");
        Take();
        return Folding.Fold(new RangeNode(start, includesStart, end, includesEnd, RangeForm.Interval) { Place = Since(place), Type = FeelType.RangeOf(Common(start.Type, end.Type)) }, start, end);
    }

    private Code Context()
    {
        var place = Take().Place;
        var inner = new Scope(_scope);
        var entries = new List<(string, Code)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (!Now.Is("}"))
        {
            var (key, keyPlace) = (Now.Kind == TokenKind.Text ? Take().Text : DeclaredName("an entry", ":"), Now.Place);
            Expect(":", $"after `{key}`");
            if (!known.Add(key))
                throw Wrong("twice", $"The context has two entries called `{key}`.", keyPlace);
            _written.Add(key);
            // A function may call itself; any other value means what the name meant before.
            var isFunction = Now.Is("function");
            if (isFunction)
                inner.Declare(key, FeelType.Function);
            var value = Within(inner, Expression);
            if (!isFunction)
                inner.Declare(key, value.Type);
            entries.Add((key, value));
            if (!TryTake(","))
                break;
        }

        Expect("}", "to close the context");
        return new ContextNode([.. entries])
        {
            Place = Since(place),
            Type = new ContextType([.. entries.Select(entry => new KeyValuePair<string, FeelType>(entry.Item1, entry.Item2.Type))]),
        };
    }

    private Code FunctionDefinition()
    {
        var place = Take().Place;
        Expect("(", "after `function`");
        var inner = new Scope(_scope);
        var parameters = new List<(string Name, FeelType Type)>();
        while (!Now.Is(")"))
        {
            var name = DeclaredName("a parameter", ":", ",", ")");
            var type = TryTake(":") ? TypeExpression() : FeelType.Any;
            inner.Declare(name, type);
            parameters.Add((name, type));
            if (!TryTake(","))
                break;
        }

        Expect(")", "after the parameters");
        var isExternal = TryTake("external");
        var body = Within(inner, Expression);
        if (isExternal)
            Complain("external", "Functions of other languages are not run: the function answers null.", Since(place));
        return new FunctionNode([.. parameters], body, isExternal)
        {
            Place = Since(place),
            Type = new FunctionType([.. parameters.Select(parameter => parameter.Type)], isExternal ? FeelType.Any : body.Type) { Names = [.. parameters.Select(parameter => parameter.Name)] },
        };
    }

    private static FeelType Common(FeelType one, FeelType other) =>
        one == other ? one : one == FeelType.Null ? other : other == FeelType.Null ? one : FeelType.Any;
}
