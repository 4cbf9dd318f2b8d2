using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>What was worked out.</summary>
public enum ExplainedKind
{
    /// <summary>A decision.</summary>
    Decision,

    /// <summary>A business knowledge model that was called.</summary>
    Knowledge,

    /// <summary>A decision service that was called.</summary>
    Service,
}

/// <summary>How a decision came about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Source">The file of the model.</param>
/// <param name="Place">Where it stands in it.</param>
/// <param name="Value">What it came to.</param>
/// <param name="Data">The data that were looked at, and the decisions that have been told of already.</param>
/// <param name="Tables">The decision tables that were looked at for it, in that order.</param>
/// <param name="From">The decisions that it rests on and the knowledge that it called, in the order in which they came.</param>
public sealed record Explanation(
    ExplainedKind Kind, string Name, string Source, SourcePlace Place, FeelValue Value, IReadOnlyList<KeyValuePair<string, FeelValue>> Data,
    IReadOnlyList<TableExplanation> Tables, IReadOnlyList<Explanation> From);

/// <summary>What a decision table said.</summary>
/// <param name="Name">What its output is called.</param>
/// <param name="Source">The file of the model.</param>
/// <param name="Place">Where it stands in it.</param>
/// <param name="Policy">Its hit policy.</param>
/// <param name="Aggregation">What is made of all outputs.</param>
/// <param name="Inputs">Its inputs with their values.</param>
/// <param name="Hits">The rules that hit.</param>
/// <param name="Misses">The rules that were looked at and did not hit.</param>
/// <param name="Default">The default outputs, if no rule hit and there are some.</param>
/// <param name="Value">What it came to.</param>
public sealed record TableExplanation(
    string Name, string Source, SourcePlace Place, HitPolicy Policy, Aggregation Aggregation, IReadOnlyList<KeyValuePair<string, FeelValue>> Inputs,
    IReadOnlyList<RuleHit> Hits, IReadOnlyList<RuleMiss> Misses, IReadOnlyList<KeyValuePair<string, FeelValue>>? Default, FeelValue Value);

/// <summary>A rule that hit.</summary>
/// <param name="Number">Its number in the table, from 1.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Conditions">The conditions that were met; those that take everything are left out.</param>
/// <param name="Outputs">What it says.</param>
/// <param name="Notes">What is written beside it.</param>
public sealed record RuleHit(int Number, SourcePlace Place, IReadOnlyList<Condition> Conditions, IReadOnlyList<KeyValuePair<string, FeelValue>> Outputs, RuleNotes Notes);

/// <summary>A rule that did not hit.</summary>
/// <param name="Number">Its number in the table, from 1.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Failed">The conditions that were not met: all of them.</param>
/// <param name="Notes">What is written beside it.</param>
public sealed record RuleMiss(int Number, SourcePlace Place, IReadOnlyList<Condition> Failed, RuleNotes Notes)
{
    /// <summary>What it would say; null if that would have to be worked out.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>>? Outputs { get; init; }

    /// <summary>Whether the answer could be another if it hit: then its remedy is one.</summary>
    public bool LeadsElsewhere { get; init; } = true;
}

/// <summary>A condition of a rule, and what it was asked of.</summary>
/// <param name="Input">What is looked at.</param>
/// <param name="Value">Its value.</param>
/// <param name="Test">The condition as it is written.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Condition(string Input, FeelValue Value, string Test, SourcePlace Place);
