using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions.Patterns;

/// <summary>A regular expression of XPath, compiled, for many threads.</summary>
internal sealed class XPathPattern
{
    private const int MostLength = 4_000;
    private const int MostKept = 500;

    // Of a normal pattern a match takes microseconds. What takes this long is an attack, and ends the evaluation.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);
    private const int StepsOfMillisecond = 1_000;
    private const int StepsOfCompilation = 2_000;
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), XPathPattern> Kept = new();

    // One that takes time by the length of the text alone, whatever the pattern; but it is slow to tell where a match is, and how long.
    private readonly Regex? _tester;
    private readonly Regex? _finder;

    private XPathPattern(Regex? tester, Regex? finder, int groups, string problem) => (_tester, _finder, Groups, Problem) = (tester, finder, groups, problem);

    /// <summary>How many brackets it has whose content can be asked for.</summary>
    public int Groups { get; }

    /// <summary>Why it is no pattern; empty if it is one.</summary>
    public string Problem { get; }

    /// <summary>The pattern; null with a reason if it is none.</summary>
    /// <param name="pattern">In XPath's language.</param>
    /// <param name="flags">Letters of <c>s</c>, <c>m</c>, <c>i</c>, <c>x</c>, <c>q</c>; null for none.</param>
    /// <param name="evaluation">Told the reason; counts.</param>
    public static XPathPattern? Find(string pattern, string? flags, Evaluation evaluation)
    {
        flags ??= "";
        if (pattern.Length > MostLength || flags.Length > 10)
        {
            evaluation.Null("wrong-pattern", $"The pattern is longer than {MostLength} letters.");
            return null;
        }

        if (!Kept.TryGetValue((pattern, flags), out var found))
        {
            evaluation.Step(StepsOfCompilation + (10 * pattern.Length));
            // Those are made once, and not at the cost of the first who needs them.
            CharacterClasses.Prepare();
            var start = Stopwatch.GetTimestamp();
            found = Compile(pattern, flags);
            CountTime(start, evaluation);
            // Rules have few patterns, unless they make them from data; then none is worth keeping.
            if (Kept.Count >= MostKept)
                Kept.Clear();
            Kept[(pattern, flags)] = found;
        }

        if (found._finder is not null)
            return found;
        evaluation.Null("wrong-pattern", $"\"{pattern}\" is no pattern. {found.Problem}");
        return null;
    }

    /// <summary>Whether it is somewhere in a text.</summary>
    public bool IsMatch(string text, Evaluation evaluation)
    {
        evaluation.Step(text.Length / 16);
        var start = Stopwatch.GetTimestamp();
        try
        {
            return _tester!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong();
        }
        finally
        {
            CountTime(start, evaluation);
        }
    }

    /// <summary>Whether it matches what is empty: such a one does not say where to split or replace.</summary>
    public bool TakesNothing(Evaluation evaluation) => IsMatch("", evaluation);

    /// <summary>Does something for each of its places in a text, from the left.</summary>
    public void ForEach(string text, Action<Match> action, Evaluation evaluation)
    {
        evaluation.Step(text.Length / 16);
        var start = Stopwatch.GetTimestamp();
        try
        {
            for (var match = _finder!.Match(text); match.Success; match = match.NextMatch())
            {
                evaluation.Step(4);
                action(match);
                // Each match has its own time; all together have no more.
                if (Stopwatch.GetElapsedTime(start) > MostTime)
                    throw TooLong();
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong();
        }
        finally
        {
            CountTime(start, evaluation);
        }
    }

    private static XPathPattern Compile(string pattern, string flags)
    {
        if (flags.AsSpan().ContainsAnyExcept("smixq"))
            return new XPathPattern(null, null, 0, $"\"{flags}\" are no flags: there are only s, m, i, x and q.");
        try
        {
            var translated = PatternTranslator.Translate(pattern, new PatternFlags(flags.Contains('s'), flags.Contains('m'), flags.Contains('i'), flags.Contains('x'), flags.Contains('q')));
            var finder = new Regex(translated.Target, RegexOptions.CultureInvariant, MostTime);
            return new XPathPattern(Tester(translated) ?? finder, finder, translated.Groups, "");
        }
        catch (PatternException refused)
        {
            return new XPathPattern(null, null, 0, refused.Message);
        }
        catch (ArgumentException)
        {
            return new XPathPattern(null, null, 0, "It asks for more than can be matched.");
        }
    }

    private static Regex? Tester(PatternTranslator translated)
    {
        if (translated.NeedsBacktracking)
            return null;
        try
        {
            return new Regex(translated.Target, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MostTime);
        }
        catch (NotSupportedException)
        {
            // Too large for it.
            return null;
        }
    }

    private static LimitExceededException TooLong() => new($"A pattern took more than {MostTime.TotalSeconds} s to be found in a text.");

    // Time is charged, as how long a match takes cannot be told before: a thousand of a few milliseconds end too.
    private static void CountTime(long start, Evaluation evaluation)
    {
        var milliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (milliseconds > 0)
            evaluation.Step(milliseconds * StepsOfMillisecond);
    }
}
