namespace Cabildo.Rules.Dmn.Tables;

/// <summary>What a decision table makes of the rules that hit (DMN 1.5 §8.2.11).</summary>
public enum HitPolicy
{
    /// <summary>U: one rule at most hits.</summary>
    Unique,

    /// <summary>A: several may hit, and must say the same.</summary>
    Any,

    /// <summary>P: the one whose output stands first in the output values.</summary>
    Priority,

    /// <summary>F: the first in the table.</summary>
    First,

    /// <summary>R: all, in the order of the table.</summary>
    RuleOrder,

    /// <summary>O: all, in the order of the output values.</summary>
    OutputOrder,

    /// <summary>C: all, or what they come to together.</summary>
    Collect,
}

/// <summary>What a table of the policy <see cref="HitPolicy.Collect"/> makes of all outputs.</summary>
public enum Aggregation
{
    /// <summary>A list.</summary>
    None,

    /// <summary>C+: their sum.</summary>
    Sum,

    /// <summary>C&lt;: the smallest.</summary>
    Min,

    /// <summary>C&gt;: the largest.</summary>
    Max,

    /// <summary>C#: how many they are.</summary>
    Count,
}
