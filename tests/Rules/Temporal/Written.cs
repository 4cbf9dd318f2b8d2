using Cabildo.Rules.Functions;
using Cabildo.Rules.Values;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Temporal;

/// <summary>Values as they are written in FEEL, and functions called with them.</summary>
internal static class Written
{
    /// <summary>What <c>@"…"</c> is; fails the test if it is nothing.</summary>
    public static FeelValue Value(string text)
    {
        var value = TemporalText.Parse(text);
        Assert.False(value.IsNull, $"@\"{text}\" is null.");
        return value;
    }

    public static FeelDate Date(string text) => (FeelDate)Value(text).Content!;

    public static FeelTime Time(string text) => (FeelTime)Value(text).Content!;

    public static FeelDateTime Moment(string text) => (FeelDateTime)Value(text).Content!;

    /// <summary>As <c>string()</c> writes it; "null" of null.</summary>
    public static string Text(FeelValue value) => value.IsNull ? "null" : value.IsNumber ? value.Number.ToString() : value.Text ?? (value.Content is { } content ? content.ToString()! : value.IsTrue ? "true" : "false");

    /// <summary>A property; null if there is none of that name.</summary>
    public static string? Property(string text, string name) => ((IFeelTemporal)Value(text).Content!).TryGetProperty(name, out var value) ? Text(value) : null;

    public static FeelValue Call(string function, params FeelValue[] arguments) => Call(NewEvaluation(), function, arguments);

    public static FeelValue Call(Evaluation evaluation, string function, params FeelValue[] arguments)
    {
        Assert.True(BuiltIns.TryFind(function, out var found));
        return found.Function!.Invoke(arguments, evaluation);
    }

    public static FeelValue CallNamed(string function, params (string Name, FeelValue Value)[] arguments)
    {
        Assert.True(BuiltIns.TryFind(function, out var found));
        return ((BuiltInFunction)found.Function!).InvokeNamed([.. arguments.Select(each => each.Name)], arguments.Select(each => each.Value).ToArray(), NewEvaluation());
    }

    public static Evaluation NewEvaluation(TimeProvider? time = null) => new(RuleLimits.Default, time ?? new ManualTime(), CancellationToken.None);
}
