using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Feel;

namespace Cabildo.Rules.Values;

/// <summary>
/// One evaluation of rules: its limits, its clock, and why it came to a null. Not for several threads at once, and not to be kept: it is
/// used again for another once it is over. What goes beyond a limit ends with <see cref="LimitExceededException"/>, which the library's
/// public methods turn into a refusal.
/// </summary>
public sealed class Evaluation
{
    // Between two looks at the clock, which takes as long as several steps.
    private const int LookEvery = 1_024;
    private List<RuleProblem>? _problems;
    private long _steps;
    private long _look;
    private long? _began;
    private int _depth;
    private long _elements;
    private SourcePlace _here;

    /// <param name="limits">How far it may go.</param>
    /// <param name="time">The clock of <c>now()</c> and <c>today()</c>, and of <see cref="RuleLimits.Time"/>.</param>
    /// <param name="ct">Calls it off.</param>
    public Evaluation(RuleLimits limits, TimeProvider time, CancellationToken ct) => Begin(limits, time, null, ct);

    /// <summary>How far it may go.</summary>
    public RuleLimits Limits { get; private set; }

    /// <summary>The clock of <c>now()</c> and <c>today()</c>, and of <see cref="RuleLimits.Time"/>.</summary>
    public TimeProvider Time { get; private set; }

    /// <summary>Calls it off.</summary>
    public CancellationToken Cancelled { get; private set; }

    /// <summary>Notes how decisions come about; null if nobody asked.</summary>
    internal ExplanationRecorder? Recorder { get; private set; }

    /// <summary>The frames it works in.</summary>
    internal FramePool Frames { get; } = new();

    /// <summary>Why values are null that could have been something, in the order in which it happened; at most 100.</summary>
    public IReadOnlyList<RuleProblem> Problems => _problems ?? (IReadOnlyList<RuleProblem>)[];

    /// <summary>Begins, with nothing of the one before.</summary>
    [MemberNotNull(nameof(Limits), nameof(Time))]
    internal void Begin(RuleLimits limits, TimeProvider time, ExplanationRecorder? recorder, CancellationToken ct)
    {
        (Limits, Time, Recorder, Cancelled) = (limits, time, recorder, ct);
        (_problems, _steps, _began, _depth, _elements, _here) = (null, 0, null, 0, 0, default);
        _look = Math.Min(LookEvery, limits.Steps + 1);
    }

    /// <summary>Forgets everything.</summary>
    internal void End() => (Recorder, Cancelled, _problems) = (null, default, null);

    /// <summary>Counts a step. Of everything that takes time by what it is given, each element is one.</summary>
    public void Step()
    {
        if (++_steps >= _look)
            Look();
    }

    /// <summary>Counts several steps.</summary>
    public void Step(int count)
    {
        _steps += count;
        if (_steps >= _look)
            Look();
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
        GoDeeper();
    }

    /// <summary>
    /// Goes deeper where it is known that there is an end to it, but not how far that is: from a decision to one that it requires, and into an
    /// expression that may have as many links, such as <c>a.b.c</c>, as it has letters.
    /// </summary>
    internal static void GoDeeper()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new LimitExceededException("The rules go too deep for this machine. Give parts of them names of their own.");
    }

    /// <summary>Comes back from a call.</summary>
    public void Leave() => _depth--;

    /// <summary>Says where the function stands that is called next, which does not know that itself.</summary>
    /// <returns>What was said before, to be said again after the call.</returns>
    internal SourcePlace At(SourcePlace place)
    {
        var before = _here;
        _here = place;
        return before;
    }

    /// <summary>Notes why a value is null.</summary>
    /// <param name="code">A stable code, such as <c>wrong-type</c>.</param>
    /// <param name="message">What happened, in words for people who are no programmers.</param>
    /// <param name="place">Where in the source; where none is given, where the function is called.</param>
    public FeelValue Null(string code, string message, SourcePlace place = default)
    {
        _problems ??= [];
        if (_problems.Count < 100)
            _problems.Add(new RuleProblem(code, message, place.Line == 0 ? _here : place));
        return FeelValue.Null;
    }

    private void Look()
    {
        if (_steps > Limits.Steps)
            throw new LimitExceededException($"The rules took more than {Limits.Steps} steps.");
        if (Cancelled.IsCancellationRequested)
            throw new LimitExceededException("The rules were called off.");
        if (_began is not { } began)
            _began = Time.GetTimestamp();
        else if (Time.GetElapsedTime(began) > Limits.Time)
            throw new LimitExceededException(string.Create(CultureInfo.InvariantCulture, $"The rules took longer than {Limits.Time.TotalSeconds:0.###} s."));
        _look = Math.Min(_steps + LookEvery, Limits.Steps + 1);
    }
}
