using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>What arithmetic comes to (DMN 1.5 tables 56 to 61).</summary>
internal static class ArithmeticTypes
{
    public static string Sign(Operator operation) => operation switch
    {
        Operator.Add => "+",
        Operator.Subtract => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        _ => "**",
    };

    /// <summary>The type of the result, as far as is known.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="left">The type of the first operand.</param>
    /// <param name="right">The type of the second.</param>
    /// <param name="complain">Told if the result is always null; null if nobody wants to be.</param>
    public static FeelType Of(Operator operation, FeelType left, FeelType right, Action<string>? complain)
    {
        // A single item in a list counts as the item.
        if (left is ListType || right is ListType || !TypeCheck.IsKnown(left) || !TypeCheck.IsKnown(right))
            return FeelType.Any;
        if (left is SimpleType { Kind: { } one } && right is SimpleType { Kind: { } other } && Of(operation, one, other) is { } kind)
            return kind;
        complain?.Invoke($"A {left.Name} and a {right.Name} cannot be joined by `{Sign(operation)}`: the answer is always null.");
        return FeelType.Any;
    }

    /// <summary>The type of what has a minus in front.</summary>
    public static FeelType OfNegation(FeelType operand, Action<string>? complain)
    {
        if (TypeCheck.IsKnown(operand) && operand is not SimpleType { Kind: FeelKind.Number or FeelKind.DaysDuration or FeelKind.MonthsDuration })
            complain?.Invoke($"A {operand.Name} has no negative: the answer is always null.");
        return operand;
    }

    private static FeelType? Of(Operator operation, FeelKind left, FeelKind right) => (operation, left, right) switch
    {
        (_, FeelKind.Number, FeelKind.Number) => FeelType.Number,
        (Operator.Add, FeelKind.Text, FeelKind.Text) => FeelType.Text,
        (Operator.Add, _, FeelKind.DaysDuration or FeelKind.MonthsDuration) => Moved(left, right),
        (Operator.Add, FeelKind.DaysDuration or FeelKind.MonthsDuration, _) => Moved(right, left),
        (Operator.Subtract, _, FeelKind.DaysDuration or FeelKind.MonthsDuration) => Moved(left, right),
        (Operator.Subtract, FeelKind.Time, FeelKind.Time) => FeelType.DaysDuration,
        (Operator.Subtract, FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime) => FeelType.DaysDuration,
        (Operator.Multiply or Operator.Divide, FeelKind.DaysDuration, FeelKind.Number) or (Operator.Multiply, FeelKind.Number, FeelKind.DaysDuration) => FeelType.DaysDuration,
        (Operator.Multiply or Operator.Divide, FeelKind.MonthsDuration, FeelKind.Number) or (Operator.Multiply, FeelKind.Number, FeelKind.MonthsDuration) => FeelType.MonthsDuration,
        (Operator.Divide, FeelKind.DaysDuration, FeelKind.DaysDuration) or (Operator.Divide, FeelKind.MonthsDuration, FeelKind.MonthsDuration) => FeelType.Number,
        _ => null,
    };

    private static FeelType? Moved(FeelKind from, FeelKind by) => (from, by) switch
    {
        (FeelKind.Date, _) => FeelType.Date,
        (FeelKind.DateTime, _) => FeelType.DateTime,
        (FeelKind.Time or FeelKind.DaysDuration, FeelKind.DaysDuration) => from == FeelKind.Time ? FeelType.Time : FeelType.DaysDuration,
        (FeelKind.MonthsDuration, FeelKind.MonthsDuration) => FeelType.MonthsDuration,
        _ => null,
    };
}
