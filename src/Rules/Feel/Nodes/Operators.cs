using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>An operator of two sides.</summary>
internal enum Operator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// <summary>Conditions joined by <c>and</c> or <c>or</c>, in the logic of three values (DMN 1.5 table 48): what is no boolean is null.</summary>
internal sealed class Junction(IReadOnlyList<Code> operands, bool isOr) : Code
{
    private readonly Code[] _operands = [.. operands];

    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var isKnown = true;
        foreach (var operand in _operands)
        {
            var value = operand.Run(frame, evaluation);
            if (isOr ? value.IsTrue : value.IsFalse)
                return isOr;
            isKnown &= isOr ? value.IsFalse : value.IsTrue;
        }

        return isKnown ? !isOr : FeelValue.Null;
    }
}

/// <summary>Comparing two values (DMN 1.5 tables 49 and 50).</summary>
internal sealed class Comparing(Code left, Operator comparison, Code right) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        Evaluation.GoDeeper();
        var (one, other) = (left.Run(frame, evaluation), right.Run(frame, evaluation));
        var answer = Compare(one, comparison, other, evaluation);
        return answer is null && !one.IsNull && !other.IsNull
            ? evaluation.Null("wrong-type", $"{Kinds.A(one)} cannot be compared with {Kinds.A(other)}.", Place)
            : answer;
    }

    public static bool? Compare(FeelValue one, Operator comparison, FeelValue other, Evaluation evaluation) => comparison switch
    {
        Operator.Equal => Comparison.AreEqual(one, other, evaluation),
        Operator.NotEqual => !Comparison.AreEqual(one, other, evaluation),
        Operator.Less => Ordered(one, other, order => order < 0),
        Operator.LessOrEqual => Ordered(one, other, order => order <= 0),
        Operator.Greater => Ordered(one, other, order => order > 0),
        _ => Ordered(one, other, order => order >= 0),
    };

    private static bool? Ordered(FeelValue one, FeelValue other, Func<int, bool> holds) => Comparison.Order(one, other) is { } order ? holds(order) : null;
}

/// <summary><c>between</c>.</summary>
internal sealed class Between(Code value, Code low, Code high) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        Evaluation.GoDeeper();
        var it = value.Run(frame, evaluation);
        var (from, to) = (Comparison.Order(it, low.Run(frame, evaluation)), Comparison.Order(it, high.Run(frame, evaluation)));
        return from is null || to is null
            ? evaluation.Null("wrong-type", "`between` compares values of one kind.", Place)
            : from >= 0 && to <= 0;
    }
}

/// <summary>Numbers, texts, dates and durations joined by arithmetic, from the left (DMN 1.5 tables 56 to 61).</summary>
internal sealed class Arithmetic(Code first, (Operator Operator, Code Operand)[] rest) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        var value = first.Run(frame, evaluation);
        foreach (var (operation, operand) in rest)
        {
            evaluation.Step();
            value = Apply(operation, value, operand.Run(frame, evaluation), evaluation);
        }

        return value;
    }

    private FeelValue Apply(Operator operation, FeelValue left, FeelValue right, Evaluation evaluation)
    {
        if (left.IsNull || right.IsNull)
            return FeelValue.Null;
        // A power takes as long as some hundred additions.
        if (operation == Operator.Power)
            evaluation.Step(200);
        if (left.IsNumber && right.IsNumber)
            return OfNumbers(operation, left.Number, right.Number) is { } number ? number : Impossible(operation, right, evaluation);
        if (operation == Operator.Add && left.Text is { } text && right.Text is { } more)
        {
            evaluation.Allocate((text.Length + more.Length) / 16);
            return text + more;
        }

        var value = operation switch
        {
            Operator.Add => TemporalArithmetic.Add(left, right),
            Operator.Subtract => TemporalArithmetic.Subtract(left, right),
            Operator.Multiply => TemporalArithmetic.Multiply(left, right),
            Operator.Divide => TemporalArithmetic.Divide(left, right),
            _ => FeelValue.Null,
        };
        return value.IsNull ? evaluation.Null("wrong-type", $"{Kinds.A(left)} and {Kinds.A(right)} cannot be joined by `{ArithmeticTypes.Sign(operation)}`.", Place) : value;
    }

    private static FeelNumber? OfNumbers(Operator operation, FeelNumber left, FeelNumber right) => operation switch
    {
        Operator.Add => FeelNumber.Add(left, right),
        Operator.Subtract => FeelNumber.Subtract(left, right),
        Operator.Multiply => FeelNumber.Multiply(left, right),
        Operator.Divide => FeelNumber.Divide(left, right),
        _ => FeelNumber.Power(left, right),
    };

    private FeelValue Impossible(Operator operation, FeelValue right, Evaluation evaluation) =>
        operation == Operator.Divide && right.Number.Sign == 0
            ? evaluation.Null("division-by-zero", "Nothing can be divided by zero.", Place)
            : evaluation.Null("no-number", "The result is no number that can be written.", Place);
}

/// <summary>A minus in front.</summary>
internal sealed class Negation(Code operand) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        var value = operand.Run(frame, evaluation);
        if (value.IsNumber)
            return value.Number.Negate();
        var negated = value.IsNull ? FeelValue.Null : TemporalArithmetic.Negate(value);
        return negated.IsNull && !value.IsNull ? evaluation.Null("wrong-type", $"{Kinds.A(value)} has no negative.", Place) : negated;
    }
}

/// <summary><c>instance of</c>.</summary>
internal sealed class InstanceOf(Code operand, FeelType type) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        var value = operand.Run(frame, evaluation);
        return value.IsNull ? type == FeelType.Null : type != FeelType.Null && type.Has(value);
    }
}

/// <summary><c>in</c>: whether one of several tests holds.</summary>
internal sealed class InNode(Code value, Test[] tests) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation)
    {
        Evaluation.GoDeeper();
        return Test.Any(tests, value.Run(frame, evaluation), frame, evaluation);
    }
}
