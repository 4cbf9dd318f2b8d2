using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Operators, from those that bind least to those that bind most.</summary>
internal sealed partial class Parser
{
    private Code Expression() => Nested(Disjunction);

    private Code Disjunction() => Junction("or", Conjunction, isOr: true);

    private Code Conjunction() => Junction("and", Comparing, isOr: false);

    private Code Junction(string word, Func<Code> operand, bool isOr)
    {
        var place = Now.Place;
        var first = operand();
        if (!Now.Is(word))
            return first;
        var operands = new List<Code> { first };
        while (TryTake(word))
            operands.Add(operand());
        foreach (var each in operands)
            CheckCondition(each, $"`{word}` joins conditions");
        return new Junction(operands, isOr) { Place = Since(place), Type = FeelType.Boolean };
    }

    private Code Comparing()
    {
        var place = Now.Place;
        var left = Additive();
        while (true)
        {
            if (ComparisonOf(Now) is { } comparison)
            {
                Take();
                var right = Additive();
                left = Compared(left, comparison, right, Since(place));
            }
            else if (TryTake("between"))
            {
                var low = Additive();
                Expect("and", "after the lower bound of `between`");
                var high = Additive();
                CheckCompared(left.Type, Operator.GreaterOrEqual, low.Type, low.Place);
                CheckCompared(left.Type, Operator.LessOrEqual, high.Type, high.Place);
                left = new Between(left, low, high) { Place = Since(place), Type = FeelType.Boolean };
            }
            else if (TryTake("in"))
            {
                left = In(left, place);
            }
            else if (Now.Is("instance") && Ahead(1).Is("of"))
            {
                _at += 2;
                left = new InstanceOf(left, TypeExpression()) { Place = Since(place), Type = FeelType.Boolean };
            }
            else
            {
                return left;
            }
        }
    }

    private static Operator? ComparisonOf(Token token) => token.Kind != TokenKind.Sign ? null : token.Text switch
    {
        "=" => Operator.Equal,
        "!=" => Operator.NotEqual,
        "<" => Operator.Less,
        "<=" => Operator.LessOrEqual,
        ">" => Operator.Greater,
        ">=" => Operator.GreaterOrEqual,
        _ => null,
    };

    private Comparing Compared(Code left, Operator comparison, Code right, SourcePlace place)
    {
        CheckCompared(left.Type, comparison, right.Type, place);
        return new Comparing(left, comparison, right) { Place = place, Type = FeelType.Boolean };
    }

    private Code Additive() => Chain(Multiplicative, token => token.Is("+") ? Operator.Add : token.Is("-") ? Operator.Subtract : null);

    private Code Multiplicative() => Chain(Power, token => token.Is("*") ? Operator.Multiply : token.Is("/") ? Operator.Divide : null);

    // One node for many operands: a long sum is no deeper than a short one.
    private Code Chain(Func<Code> operand, Func<Token, Operator?> operatorOf)
    {
        var place = Now.Place;
        var first = operand();
        if (operatorOf(Now) is null)
            return first;
        var rest = new List<(Operator, Code)>();
        var type = first.Type;
        while (operatorOf(Now) is { } found)
        {
            Take();
            var next = operand();
            type = Joined(found, type, next.Type, place);
            rest.Add((found, next));
        }

        return new Arithmetic(first, [.. rest]) { Place = Since(place), Type = type };
    }

    private Code Power()
    {
        var place = Now.Place;
        var left = Negation();
        while (TryTake("**"))
        {
            var exponent = Negation();
            left = new Arithmetic(left, [(Operator.Power, exponent)]) { Place = Since(place), Type = Joined(Operator.Power, left.Type, exponent.Type, place) };
        }

        return left;
    }

    private FeelType Joined(Operator operation, FeelType left, FeelType right, SourcePlace place) =>
        ArithmeticTypes.Of(operation, left, right, Complaint("wrong-type", Since(place)));

    private Code Negation()
    {
        var place = Now.Place;
        if (!TryTake("-"))
            return Postfix();
        var value = Nested(Negation);
        return value is Constant { Value.IsNumber: true } constant
            ? new Constant(constant.Value.Number.Negate()) { Place = Since(place), Type = FeelType.Number }
            : new Negation(value) { Place = Since(place), Type = ArithmeticTypes.OfNegation(value.Type, Complaint("wrong-type", Since(place))) };
    }
}
