using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>What is told of an expression that can be read, but never comes to anything but null.</summary>
internal sealed partial class Parser
{
    private void CheckCondition(Code code, string why)
    {
        if (TypeCheck.IsKnown(code.Type) && code.Type != FeelType.Boolean)
            Complain("wrong-type", $"{why}, and this is a {code.Type.Name}: it counts as null.", code.Place);
    }

    private void CheckCompared(FeelType left, Operator comparison, FeelType right, SourcePlace place)
    {
        if (TypeCheck.AreNeverCompared(left, right))
            Complain("wrong-type", $"A {left.Name} cannot be compared with a {right.Name}: the answer is always null.", place);
        else if (comparison is not (Operator.Equal or Operator.NotEqual) && (TypeCheck.HasNoOrder(left) || TypeCheck.HasNoOrder(right)))
            Complain("wrong-type", $"Of two values of the kind {(TypeCheck.HasNoOrder(left) ? left : right).Name} neither is the larger: the answer is always null.", place);
    }

    private void CheckTest(Test test, FeelType input)
    {
        switch (test)
        {
            case ConditionTest condition:
                CheckCondition(condition.Condition, "A test that asks for `?` is a condition");
                break;
            case ComparisonTest comparison:
                CheckCompared(input, comparison.Comparison, comparison.End.Type, comparison.End.Place);
                break;
            case ValueTest { Expression: { Type: var wanted, Place: var place } } when TypeCheck.IsKnown(input):
                CheckLies(input, wanted, place);
                break;
        }
    }

    // A value that is tested is the same, or lies in a range, or is or lies in an item of a list.
    private void CheckLies(FeelType input, FeelType wanted, SourcePlace place)
    {
        var sought = wanted is ListType list ? list.Element : wanted;
        sought = sought is RangeType range && input is not RangeType ? range.Element : sought;
        if (TypeCheck.AreNeverCompared(input, sought))
            Complain("wrong-type", $"The value that is tested is a {input.Name} and never a {sought.Name}: the test never holds.", place);
    }

    private void CheckIterated(Code first, Code? last)
    {
        foreach (var end in last is null ? [] : (ReadOnlySpan<Code>)[first, last])
        {
            if (TypeCheck.IsKnown(end.Type) && end.Type != FeelType.Number && end.Type != FeelType.Date)
                Complain("wrong-type", $"A loop goes from one whole number or date to another, and this is a {end.Type.Name}: the answer is always null.", end.Place);
        }
    }

    private void CheckFilter(Code condition)
    {
        if (TypeCheck.IsKnown(condition.Type) && condition.Type != FeelType.Number && condition.Type != FeelType.Boolean)
            Complain("wrong-type", $"A filter is a number or a condition, and this is a {condition.Type.Name}: the answer is always null.", condition.Place);
    }

    private void CheckCall(Code function, List<string>? names, List<Code> arguments, SourcePlace place)
    {
        if (_problems.Count < MostProblems && CallCheck.Of(function, () => Words(function), names, arguments) is var (message, argument))
            Complain("wrong-arguments", message, argument < 0 ? place : arguments[argument].Place);
    }
}
