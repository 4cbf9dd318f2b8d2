using System.Xml;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tck;

/// <summary>How a case of the compatibility kit ended.</summary>
public enum TckVerdict
{
    /// <summary>It came to what is expected.</summary>
    Passed,

    /// <summary>It did not, or was not understood.</summary>
    Failed,

    /// <summary>It calls functions of another language, which are never run here.</summary>
    Skipped,
}

/// <summary>A case of the compatibility kit, done.</summary>
/// <param name="Test">The file of the case, without its ending.</param>
/// <param name="Id">The id of the case.</param>
/// <param name="Result">The decision that is not as expected; empty if all are, or it did not come to that.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Why">Why it did not pass; empty if it did.</param>
public sealed record TckOutcome(string Test, string Id, string Result, TckVerdict Verdict, string Why);

/// <summary>Runs files of the DMN Technology Compatibility Kit.</summary>
/// <param name="time">The clock.</param>
public sealed class TckSuite(TimeProvider time)
{
    private readonly DmnEvaluation _evaluation = new(RuleLimits.Default, time);

    /// <summary>Runs one file of cases.</summary>
    /// <param name="test">What it is called in outcomes.</param>
    /// <param name="cases">Its text.</param>
    /// <param name="open">The text of a model by its file's name, which the cases name; null if there is none.</param>
    /// <param name="resolver">Finds imported models.</param>
    public IReadOnlyList<TckOutcome> Run(string test, ReadOnlyMemory<byte> cases, Func<string?, DmnSource?> open, DmnResolver? resolver = null)
    {
        try
        {
            var (model, all) = TckCase.Read(cases);
            if (open(model) is not { } source)
                return [Failed(test, "", "", $"There is no model `{model}`.")];
            var reading = DmnModel.Read(source, resolver);
            return reading.Model is { } read
                ? [.. all.Select(each => Run(test, each, read))]
                : [.. all.Select(each => Failed(test, each.Id, "", reading.Problems.Count > 0 ? reading.Problems[0].ToString() : "The model cannot be read."))];
        }
        catch (Exception unreadable) when (unreadable is XmlException or FormatException)
        {
            return [Failed(test, "", "", unreadable.Message)];
        }
    }

    // A case passes if all its results do; the first that does not is told.
    private TckOutcome Run(string test, TckCase each, DmnModel model)
    {
        foreach (var result in each.Results)
        {
            if (Judge(test, each, result, Evaluate(model, each, result.Name)) is { Verdict: not TckVerdict.Passed } fault)
                return fault;
        }

        return new TckOutcome(test, each.Id, "", TckVerdict.Passed, "");
    }

    private DmnOutcome Evaluate(DmnModel model, TckCase each, string name)
    {
        if (each.Invocable is not { } invocable)
            return model.Evaluate(name, each.Inputs, _evaluation);
        var outcome = model.Call(invocable, each.Inputs, _evaluation);
        // A service of several outputs answers a context of them; the case names one.
        return model.IsServiceOfSeveral(invocable) && outcome.Value.Context is { } outputs && outputs.TryGet(name, out var value) ? outcome with { Value = value } : outcome;
    }

    private static TckOutcome Judge(string test, TckCase each, TckResult result, DmnOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
            return Failed(test, each.Id, result.Name, refusal.Message);
        var isExpected = result.IsError ? outcome.Value.IsNull : TckComparison.IsExpected(result.Expected, outcome.Value);
        if (isExpected)
            return new TckOutcome(test, each.Id, "", TckVerdict.Passed, "");
        if (outcome.Problems.Any(problem => problem.Code == "external"))
            return new TckOutcome(test, each.Id, result.Name, TckVerdict.Skipped, "It calls a function of another language.");
        var why = $"Expected {Sayable.Of(result.Expected)}, came to {Sayable.Of(outcome.Value)}.";
        return Failed(test, each.Id, result.Name, outcome.Problems.Count > 0 ? $"{why} {outcome.Problems[0].Message}" : why);
    }

    private static TckOutcome Failed(string test, string id, string result, string why) => new(test, id, result, TckVerdict.Failed, why);
}
