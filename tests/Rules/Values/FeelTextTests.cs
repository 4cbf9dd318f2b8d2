using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Functions.Call;

namespace Cabildo.Rules.Tests.Values;

public sealed class FeelTextTests
{
    [Fact]
    public void Values_are_written_as_rules_write_them()
    {
        Assert.Equal("null", FeelText.Literal(FeelValue.Null));
        Assert.Equal("true", FeelText.Literal(true));
        Assert.Equal("-1.5", FeelText.Literal(Value(-1.5m)));
        Assert.Equal("say \"hi\"", FeelText.Of("say \"hi\""));
        Assert.Equal("\"say \\\"hi\\\"\\n\"", FeelText.Literal("say \"hi\"\n"));
        Assert.Equal("[1, \"a\", [], null]", FeelText.Literal(Value(new object?[] { 1, "a", Array.Empty<object>(), null })));
        Assert.Equal("{a: 1, first name: \"b\", \"x-y\": {}}", FeelText.Literal(Value(new (string, object)[] { ("a", 1), ("first name", "b"), ("x-y", Array.Empty<(string, object)>()) })));
        Assert.Equal("[1..10)", FeelText.Literal(FeelValue.Of(new FeelRange(1, true, 10, false))));
        Assert.Equal("(null..10]", FeelText.Literal(FeelValue.Of(new FeelRange(FeelValue.Null, false, 10, true))));
        Assert.Equal("(< 10)", FeelText.Literal(FeelValue.Of(new FeelRange(FeelValue.Null, false, 10, false) { Form = RangeForm.Unary })));
        Assert.Equal("(>= 10)", FeelText.Literal(FeelValue.Of(new FeelRange(10, true, FeelValue.Null, false) { Form = RangeForm.Unary })));
        Assert.Equal("(= 10)", FeelText.Literal(FeelValue.Of(new FeelRange(10, true, 10, true) { Form = RangeForm.Unary })));
        Assert.Equal("(!= 10)", FeelText.Literal(FeelValue.Of(new FeelRange(10, true, 10, true) { Form = RangeForm.Unequal })));
        Assert.Equal("function(a, b)", FeelText.Literal(Value((Func<FeelValue, FeelValue, FeelValue>)((a, _) => a))));
    }

    [Fact]
    public void Long_values_are_cut_in_messages()
    {
        Assert.Equal(401, FeelText.Literal(new string('a', 10_000_000)).Length);
        Assert.Equal(401, FeelText.Literal(Doubled(200)).Length);
    }

    [Fact]
    public void A_list_that_stands_in_itself_many_times_is_not_written_out_beyond_the_limits() =>
        Assert.Throws<LimitExceededException>(() => FeelText.Of(Doubled(60), new Evaluation(RuleLimits.Default, TimeProvider.System, default)));

    [Fact]
    public void Lists_in_lists_end_before_the_stack_does()
    {
        var deep = Value(1);
        for (var i = 0; i < 100_000; i++)
            deep = FeelValue.Of(new FeelList(deep));

        Assert.Contains("[…]", FeelText.Of(deep, new Evaluation(RuleLimits.Default, TimeProvider.System, default)), StringComparison.Ordinal);
    }

    // 2^levels values in so many lists.
    private static FeelValue Doubled(int levels)
    {
        var value = Value(1);
        for (var i = 0; i < levels; i++)
            value = FeelValue.Of(new FeelList(value, value));
        return value;
    }
}
