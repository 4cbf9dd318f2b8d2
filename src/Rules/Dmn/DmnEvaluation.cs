using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Graph;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>How to evaluate.</summary>
/// <param name="Limits">How far it may go.</param>
/// <param name="Time">The clock of <c>now()</c> and <c>today()</c>.</param>
/// <param name="Explain">Whether to note how it came about.</param>
public sealed record DmnEvaluation(RuleLimits Limits, TimeProvider Time, bool Explain = false)
{
    internal DmnOutcome Begin(FeelContext inputs, Func<Run, FeelValue> evaluate, CancellationToken ct)
    {
        var recorder = Explain ? new ExplanationRecorder() : null;
        var evaluation = new Evaluation(Limits, Time, ct) { Recorder = recorder };
        try
        {
            var value = evaluate(new Run(evaluation, inputs));
            return new DmnOutcome(value, evaluation.Problems, recorder?.Whole, null);
        }
        catch (LimitExceededException beyond)
        {
            return DmnOutcome.Refused("limit-exceeded", beyond.Message, evaluation.Problems);
        }
    }
}
