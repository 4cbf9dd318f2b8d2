using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cabildo.Rules.Dmn.Explaining;

namespace Cabildo.Rules.Values;

/// <summary>
/// One evaluation of rules: its limits, its clock, and why it came to a null. Not for several threads at once. What goes beyond a limit
/// ends with <see cref="LimitExceededException"/>, which the library's public methods turn into a refusal.
/// </summary>
public sealed class Evaluation
{
    private List<RuleProblem>? _problems;
    private long _steps;
    private int _depth;
    private long _elements;

    /// <param name="limits">How far it may go.</param>
    /// <param name="time">The clock of <c>now()</c> and <c>today()</c>.</param>
    /// <param name="ct">Calls it off.</param>
    public Evaluation(RuleLimits limits, TimeProvider time, CancellationToken ct) => (Limits, Time, Cancelled) = (limits, time, ct);

    /// <summary>How far it may go.</summary>
    public RuleLimits Limits { get; }

    /// <summary>The clock of <c>now()</c> and <c>today()</c>.</summary>
    public TimeProvider Time { get; }

    /// <summary>Calls it off.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>Notes how decisions come about; null if nobody asked.</summary>
    internal ExplanationRecorder? Recorder { get; init; }

    /// <summary>Why values are null that could have been something, in the order in which it happened; at most 100.</summary>
    public IReadOnlyList<RuleProblem> Problems => _problems ?? (IReadOnlyList<RuleProblem>)[];

    /// <summary>Counts a step. Of everything that takes time by what it is given, each element is one.</summary>
    public void Step()
    {
        if (++_steps > Limits.Steps)
            throw new LimitExceededException($"The rules took more than {Limits.Steps} steps.");
        if ((_steps & 0x3FF) == 0 && Cancelled.IsCancellationRequested)
            throw new LimitExceededException("The rules took too long, or were called off.");
    }

    /// <summary>Counts several steps.</summary>
    public void Step(int count)
    {
        _steps += count;
        Step();
    }

    /// <summary>Counts what is about to be kept in memory: elements of lists and contexts, and letters, 16 of them as one.</summary>
    public void Allocate(long elements)
    {
        _elements += elements;
        if (_elements > Limits.Elements)
            throw new LimitExceededException($"The rules made lists and texts of more than {Limits.Elements} elements.");
    }

    /// <summary>Goes into a call.</summary>
    public void Enter()
    {
        if (++_depth > Limits.Depth)
            throw new LimitExceededException($"The rules call each other more than {Limits.Depth} deep.");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new LimitExceededException("The rules call each other too deep for this machine.");
    }

    /// <summary>Comes back from a call.</summary>
    public void Leave() => _depth--;

    /// <summary>Notes why a value is null.</summary>
    /// <param name="code">A stable code, such as <c>wrong-type</c>.</param>
    /// <param name="message">What happened, in words for people who are no programmers.</param>
    /// <param name="place">Where in the source; none where it is a built-in function that does not know.</param>
    public FeelValue Null(string code, string message, SourcePlace place = default)
    {
        _problems ??= [];
        if (_problems.Count < 100)
            _problems.Add(new RuleProblem(code, message, place));
        return FeelValue.Null;
    }
}

/// <summary>How far an evaluation may go, so that a hostile rule cannot hang a case.</summary>
/// <param name="Steps">Most operations.</param>
/// <param name="Depth">How deep calls may be.</param>
/// <param name="Elements">Most elements of all lists and contexts that are made; of texts, 16 letters are one.</param>
public sealed record RuleLimits(long Steps, int Depth, long Elements)
{
    /// <summary>5 million steps, 200 deep, 2 million elements: within a second or two.</summary>
    public static readonly RuleLimits Default = new(5_000_000, 200, 2_000_000);
}

/// <summary>A limit of <see cref="RuleLimits"/> was exceeded.</summary>
public sealed class LimitExceededException(string message) : Exception(message);

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
public readonly record struct SourcePlace(int Line, int Column, int Start, int Length);
