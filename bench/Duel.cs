using System.Diagnostics;
using System.Globalization;

namespace Cabildo.Bench;

/// <summary>
/// Two ways of working measured in turns on one thread, so that whatever else the machine does meets both; the middle of the
/// rounds counts.
/// </summary>
internal static class Duel
{
    private const int Rounds = 15;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(800);

    /// <summary>Operations per second of both.</summary>
    /// <param name="ours">One call of ours.</param>
    /// <param name="reference">One call of the other side's.</param>
    /// <param name="oursPerCall">How many operations one call of ours does.</param>
    public static (double Ours, double Reference) Run(Action ours, Action reference, int oursPerCall = 1)
    {
        Rate(ours, WarmUp);
        Rate(reference, WarmUp);
        var left = new double[Rounds];
        var right = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            left[i] = Rate(ours, Round) * oursPerCall;
            right[i] = Rate(reference, Round);
        }

        return (Middle(left), Middle(right));
    }

    public static Row ToRow(this (double Ours, double Reference) duel, string name, double goal, string goalText)
    {
        var ratio = duel.Ours / duel.Reference;
        return new Row(name, PerSecond(duel.Ours), PerSecond(duel.Reference), ratio, goalText, ratio >= goal);
    }

    private static double Rate(Action action, TimeSpan time)
    {
        var calls = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            for (var i = 0; i < 8; i++)
                action();
            calls += 8;
        }

        return calls / clock.Elapsed.TotalSeconds;
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static string PerSecond(double rate) => rate.ToString("#,##0", CultureInfo.InvariantCulture) + "/s";
}
