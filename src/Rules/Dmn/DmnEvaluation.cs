using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Graph;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn;

/// <summary>How to evaluate.</summary>
/// <param name="Limits">How far it may go.</param>
/// <param name="Time">The clock of <c>now()</c> and <c>today()</c>, and of the longest time it may take.</param>
/// <param name="Explain">Whether to note how it came about.</param>
public sealed record DmnEvaluation(RuleLimits Limits, TimeProvider Time, bool Explain = false)
{
    // What the thread's last evaluation worked in, and the next will.
    [ThreadStatic]
    private static Run? _idle;

    /// <summary>Evaluates.</summary>
    /// <param name="inputs">The data by name.</param>
    /// <param name="subject">What is evaluated.</param>
    /// <param name="evaluate">Works out its value.</param>
    /// <param name="ct">Calls it off.</param>
    internal DmnOutcome Begin<TSubject>(FeelContext inputs, TSubject subject, Func<Run, FeelContext, TSubject, FeelValue> evaluate, CancellationToken ct)
    {
        var run = _idle ?? new Run(new Evaluation(Limits, Time, ct));
        // An evaluation within this one, as a clock or a function of the caller's may make, has a run of its own.
        _idle = null;
        var recorder = Explain ? new ExplanationRecorder() : null;
        run.Evaluation.Begin(Limits, Time, recorder, ct);
        run.Begin(inputs);
        try
        {
            var value = evaluate(run, inputs, subject);
            return new DmnOutcome(value, run.Evaluation.Problems, recorder?.Whole, null);
        }
        catch (LimitExceededException beyond)
        {
            return DmnOutcome.Refused("limit-exceeded", beyond.Message, run.Evaluation.Problems);
        }
        finally
        {
            run.End();
            run.Evaluation.End();
            _idle = run;
        }
    }
}
