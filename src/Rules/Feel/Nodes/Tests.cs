using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>A test of one value: true, false, or null where it cannot be told.</summary>
internal abstract class Test
{
    /// <summary>Whether it is the same whatever the values of names are.</summary>
    public abstract bool IsConstant { get; }

    public abstract FeelValue Holds(FeelValue value, Frame frame, Evaluation evaluation);

    /// <summary>Whether one of several holds.</summary>
    public static FeelValue Any(ReadOnlySpan<Test> tests, FeelValue value, Frame frame, Evaluation evaluation)
    {
        evaluation.Step();
        var isKnown = true;
        foreach (var test in tests)
        {
            var holds = test.Holds(value, frame, evaluation);
            if (holds.IsTrue)
                return true;
            isKnown &= holds.IsFalse;
        }

        return isKnown ? false : FeelValue.Null;
    }
}

/// <summary>Such as <c>&lt; 5</c>.</summary>
internal sealed class ComparisonTest(Operator comparison, Code end) : Test
{
    public Operator Comparison => comparison;

    public Code End => end;

    public override bool IsConstant => end is Constant;

    public override FeelValue Holds(FeelValue value, Frame frame, Evaluation evaluation) => Comparing.Compare(value, comparison, end.Run(frame, evaluation), evaluation);
}

/// <summary>A condition that asks for the value itself, by <c>?</c>.</summary>
internal sealed class ConditionTest(Code condition) : Test
{
    public Code Condition => condition;

    public override bool IsConstant => false;

    public override FeelValue Holds(FeelValue value, Frame frame, Evaluation evaluation)
    {
        var holds = condition.Run(frame, evaluation);
        return holds.Kind == FeelKind.Boolean ? holds : FeelValue.Null;
    }
}

/// <summary>A value, of which the tested one is the same, or in which it lies (DMN 1.5 table 55).</summary>
internal sealed class ValueTest(Code expression) : Test
{
    public Code Expression => expression;

    public override bool IsConstant => expression is Constant;

    public override FeelValue Holds(FeelValue value, Frame frame, Evaluation evaluation)
    {
        var wanted = expression.Run(frame, evaluation);
        return wanted.Kind switch
        {
            FeelKind.Range => value.Range is null ? wanted.Range!.Contains(value) : Comparison.AreEqual(value, wanted, evaluation),
            FeelKind.List => InList(value, wanted.List!, evaluation),
            FeelKind.Null => value.IsNull,
            _ => Comparison.AreEqual(value, wanted, evaluation),
        };
    }

    private static FeelValue InList(FeelValue value, FeelList list, Evaluation evaluation)
    {
        if (value.List is not null && Comparison.AreEqual(value, FeelValue.Of(list), evaluation) == true)
            return true;
        evaluation.Step(list.Count);
        foreach (var item in list.Items)
        {
            var holds = item.Range is { } range && value.Range is null ? range.Contains(value) : Comparison.AreEqual(value, item, evaluation);
            if (holds == true)
                return true;
        }

        return false;
    }
}

/// <summary>Unary tests, as a decision table's cell has them: none takes everything.</summary>
internal sealed class UnaryTestsNode(Test[] tests, bool isNegated) : Code
{
    private readonly bool _isConstant = Array.TrueForAll(tests, test => test.IsConstant);

    /// <summary>Whether it takes everything.</summary>
    public bool IsIrrelevant => tests.Length == 0;

    /// <summary>Whether an input passes.</summary>
    /// <param name="input">The input.</param>
    /// <param name="frame">A frame of the scope around the tests.</param>
    /// <param name="evaluation">Counts steps.</param>
    public FeelValue Holds(FeelValue input, Frame frame, Evaluation evaluation)
    {
        if (_isConstant)
            return AnyOf(input, frame, evaluation);
        var own = evaluation.Frames.Take(frame, input);
        var holds = AnyOf(input, own, evaluation);
        evaluation.Frames.Return(own);
        return holds;
    }

    public override FeelValue Run(Frame frame, Evaluation evaluation) => AnyOf(frame.Slots[0], frame, evaluation);

    private FeelValue AnyOf(FeelValue input, Frame frame, Evaluation evaluation)
    {
        if (tests.Length == 0)
            return true;
        var any = Test.Any(tests, input, frame, evaluation);
        return !isNegated || any.IsNull ? any : any.IsFalse;
    }
}
