using System.Runtime.InteropServices;

namespace Cabildo.Rules.Values;

/// <summary>What is wrong with a rule, or why it came to a null.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Message">What it is, and what to do.</param>
/// <param name="Place">Where.</param>
public sealed record RuleProblem(string Code, string Message, SourcePlace Place);

/// <summary>A place in a source text.</summary>
/// <param name="Line">The line, from 1; 0 if it is not known.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Start">The offset in the text, from 0.</param>
/// <param name="Length">How many characters.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourcePlace(int Line, int Column, int Start, int Length)
{
    /// <summary>What the text is called; null if it has no name.</summary>
    public string? Source { get; init; }
}
