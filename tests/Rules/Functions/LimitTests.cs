using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Functions;

public sealed class LimitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_pattern_that_would_go_back_forever_ends()
    {
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal("false", Call.Of("matches", new string('a', 5_000) + "b", "^(a|aa)+$"));
        Assert.Throws<LimitExceededException>(() => Call.Of("matches", new string('a', 60) + "b", @"^(a|aa)+\1$"));
        Assert.Throws<LimitExceededException>(() => Call.Of("replace", new string('a', 1_000_000), "a[^b]*c|a", "x"));

        Assert.True(TimeProvider.System.GetElapsedTime(start) < Soon);
    }

    [Theory]
    [InlineData("((((((((a{1000}){1000}){1000}){1000}){1000}){1000}){1000}){1000})")]
    [InlineData("((a{0,10000}){0,10000}b){0,10000}")]
    [InlineData(@"(\p{L}{1000}|\p{N}{1000}|\w{1000}){1000}")]
    public void A_pattern_that_is_large_ends(string pattern)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            Call.Of("matches", new string('a', 3_000), pattern);
        }
        catch (LimitExceededException)
        {
            // As good.
        }

        Assert.True(TimeProvider.System.GetElapsedTime(start) < Soon);
    }

    [Fact]
    public void Brackets_deeper_than_the_stack_are_no_pattern() =>
        Assert.Equal("wrong-pattern", Call.Refused("matches", "a", new string('(', 1_500) + new string(')', 1_500)));

    [Fact]
    public void New_patterns_each_time_end()
    {
        var call = new Call();

        Assert.Throws<LimitExceededException>(() =>
        {
            for (var i = 0; i < 100_000; i++)
                call.Run("matches", "a", $"a{i}");
        });
    }

    [Fact]
    public void Texts_and_lists_do_not_fill_the_memory()
    {
        var text = new string('a', 1_000_000);

        Ends(call => call.Run("string join", Enumerable.Repeat(text, 10_000).ToArray(), text));
        Ends(call => call.Run("replace", text, "a+", string.Concat(Enumerable.Repeat("$0", 500_000))));
        Ends(call => call.Run("concatenate", [.. Enumerable.Repeat<object>(Many(200_000), 1_000)]));
        Ends(call => call.Run("split", string.Concat(Enumerable.Repeat("a;", 3_000_000)), ";"));
        Ends(call => call.Run("flatten", [Doubled(60, 1)]));
        Ends(call => call.Run("string", [Doubled(60, 1)]));
    }

    [Fact]
    public void Lists_do_not_take_longer_than_the_steps()
    {
        var lists = Enumerable.Range(0, 20_000).Select(i => (object)new object[] { i }).ToArray();

        Ends(call => call.Run("distinct values", [lists]));
        Ends(call => call.Run("list contains", new[] { Doubled(60, 1) }, Doubled(60, 1)));
        Ends(call => call.Run("sort", Many(300_000), (Func<FeelValue, FeelValue, FeelValue>)((_, _) => false)));
        Assert.Equal(1_000_000, new Call(RuleLimits.Default with { Elements = 10_000_000 }).Run("distinct values", [Enumerable.Range(0, 1_000_000).ToArray()]).List!.Count);
    }

    private static void Ends(Func<Call, FeelValue> run) => Assert.Throws<LimitExceededException>(() =>
    {
        var call = new Call();
        for (var i = 0; i < 3; i++)
            run(call);
    });

    private static FeelValue Many(int count) => FeelValue.Of(new FeelList([.. Enumerable.Range(0, count).Select(i => (FeelValue)(long)i)]));

    private static FeelValue Doubled(int levels, FeelValue value)
    {
        for (var i = 0; i < levels; i++)
            value = FeelValue.Of(new FeelList(value, value));
        return value;
    }
}
