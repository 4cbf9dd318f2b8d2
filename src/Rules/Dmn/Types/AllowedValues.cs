using Cabildo.Rules.Feel;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>Which values are allowed, as unary tests say it: one test after the other, in their order.</summary>
/// <param name="text">As it is written.</param>
/// <param name="tests">The tests, one by one; compiled without any names.</param>
internal sealed class AllowedValues(string text, IReadOnlyList<Code> tests)
{
    private static readonly Frame Empty = new(null, []);
    private AllowedValues? _also;

    public string Text => text;

    /// <summary>The same, where a value must be allowed by others as well.</summary>
    public AllowedValues After(AllowedValues? others) => others is null ? this : new AllowedValues(text, tests) { _also = others };

    /// <summary>Whether one test takes the value.</summary>
    public bool Has(FeelValue value, Evaluation evaluation) => Rank(value, evaluation) >= 0 && _also?.Has(value, evaluation) != false;

    /// <summary>Which test is the first to take the value, from 0; -1 if none is.</summary>
    public int Rank(FeelValue value, Evaluation evaluation)
    {
        var frame = evaluation.Frames.Take(Empty, value);
        var rank = -1;
        for (var i = 0; i < tests.Count && rank < 0; i++)
        {
            evaluation.Step();
            if (tests[i].Run(frame, evaluation).IsTrue)
                rank = i;
        }

        evaluation.Frames.Return(frame);
        return rank;
    }
}
