using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Functions;

public sealed class ListFunctionTests
{
    private static readonly object[] Letters = ["a", "b", "c"];

    [Fact]
    public void Items_are_found_and_counted()
    {
        Assert.Equal("true", Call.Of("list contains", Letters, "b"));
        Assert.Equal("false", Call.Of("list contains", Letters, 1));
        Assert.Equal("true", Call.Of("list contains", new object?[] { 1, null }, null));
        Assert.Equal("true", Call.Named("list contains", ("element", 1.0), ("list", new object[] { 1 })));
        Assert.Equal("[1, 3]", Call.Of("index of", new object?[] { 1, "1", 1.0, null }, 1));
        Assert.Equal("[2]", Call.Named("index of", ("match", "b"), ("list", Letters)));
        Assert.Equal("3", Call.Of("count", [Letters]));
        Assert.Equal("0", Call.Of("count", [Array.Empty<object>()]));
        Assert.Equal("1", Call.Of("count", 7));
        Assert.Equal("missing-value", Call.Refused("count", [null]));
    }

    [Fact]
    public void The_smallest_and_the_largest_are_of_what_can_be_compared()
    {
        Assert.Equal("-3", Call.Of("min", [new object[] { 6, 14, -3 }]));
        Assert.Equal("14", Call.Of("max", 6, 14, -3));
        Assert.Equal("\"c\"", Call.Of("max", [Letters]));
        Assert.Equal("1", Call.Named("min", ("list", new object[] { 1 })));
        Assert.Equal("not-comparable", Call.Refused("min", 1, "a"));
        Assert.Equal("not-comparable", Call.Refused("max", 1, null));
        Assert.Equal("empty-list", Call.Refused("min", [Array.Empty<object>()]));
        Assert.Equal(Call.Number("1e200").ToString(), FeelText.Of(new Call().Run("max", 1, Call.Number("1e200"))));
    }

    [Theory]
    [InlineData("sum", "27", 8, 5, 7, 7)]
    [InlineData("mean", "6.75", 8, 5, 7, 7)]
    [InlineData("product", "504", 9, 7, 8)]
    [InlineData("median", "5", 8, 2, 5, 3, 5)]
    [InlineData("mode", "[2, 4, 7]", 7, 2, 4, 2, 7, 4, 1)]
    [InlineData("stddev", "2", 1, 3, 5)]
    public void Numbers_are_calculated_with_as_a_list_and_one_by_one(string function, string result, params object[] numbers)
    {
        Assert.Equal(result, Call.Of(function, [numbers]));
        Assert.Equal(result, Call.Of(function, numbers));
        Assert.Equal(result, Call.Named(function, ("list", numbers)));
        Assert.Equal("wrong-type", Call.Refused(function, 1, 2, "foo"));
        Assert.Equal("wrong-type", Call.Refused(function, 1, null));
        Assert.Equal("missing-value", Call.Refused(function, [null]));
        Assert.Equal("wrong-arguments", Call.Refused(function));
        Assert.Equal("null", Call.Named(function, ("l", numbers)));
    }

    [Fact]
    public void Of_no_numbers_there_is_only_an_empty_mode()
    {
        foreach (var function in new[] { "sum", "mean", "product", "median", "stddev" })
            Assert.Equal("empty-list", Call.Refused(function, [Array.Empty<object>()]));
        Assert.Equal("[]", Call.Of("mode", [Array.Empty<object>()]));
        Assert.Equal("empty-list", Call.Refused("stddev", 47));
        Assert.Equal("6", Call.Of("median", 8, 2, 5, 7));
        Assert.Equal("5.666666666666666666666666666666667", Call.Of("mean", 6, 14, -3));
    }

    [Fact]
    public void Lists_are_made_of_lists()
    {
        Assert.Equal("[\"b\", \"c\"]", Call.Of("sublist", Letters, 2));
        Assert.Equal("[\"a\", \"b\"]", Call.Of("sublist", Letters, 1, 2));
        Assert.Equal("[\"c\"]", Call.Named("sublist", ("list", Letters), ("start position", -1), ("length", 5)));
        Assert.Equal("[\"a\", \"b\", \"c\", 1, [2]]", Call.Of("append", Letters, 1, new object[] { 2 }));
        Assert.Equal("[\"a\", 1]", Call.Named("append", ("item", 1), ("list", "a")));
        Assert.Equal("[\"a\", \"b\", \"c\", 1, null, [2]]", Call.Of("concatenate", Letters, new object?[] { 1, null }, new object[] { new object[] { 2 } }));
        Assert.Equal("[1, \"a\", null, [2]]", Call.Of("union", new object?[] { 1, "a", null, new object[] { 2 } }, new object?[] { new object[] { 2.0 }, null, 1.0, "a" }));
        Assert.Equal("[1, {a: 1}, true]", Call.Of("distinct values", [new object[] { 1, new (string, object)[] { ("a", 1) }, true, new (string, object)[] { ("a", 1.0) }, true, 1.0 }]));
        Assert.Equal("[1, 2, 3, {a: [4]}]", Call.Of("flatten", [new object[] { 1, new object[] { new object[] { 2 }, 3 }, Array.Empty<object>(), new (string, object)[] { ("a", new object[] { 4 }) } }]));
        Assert.Equal("[\"c\", \"b\", \"a\"]", Call.Of("reverse", [Letters]));
        Assert.Equal("[\"a\", \"x\", \"b\", \"c\"]", Call.Of("insert before", Letters, 2, "x"));
        Assert.Equal("[\"a\", \"b\", \"x\", \"c\"]", Call.Named("insert before", ("newItem", "x"), ("position", -1), ("list", Letters)));
        Assert.Equal("[\"a\", \"c\"]", Call.Of("remove", Letters, 2));
        Assert.Equal("[\"a\", \"b\"]", Call.Named("remove", ("position", -1), ("list", Letters)));
    }

    [Theory]
    [InlineData("sublist", 0)]
    [InlineData("sublist", 4)]
    [InlineData("remove", -4)]
    [InlineData("remove", 4)]
    [InlineData("remove", 0)]
    public void There_is_nothing_outside_of_a_list(string function, int position)
    {
        Assert.Equal("out-of-range", Call.Refused(function, Letters, position));
        Assert.Equal("out-of-range", Call.Refused("insert before", Letters, position, "x"));
        Assert.Equal("out-of-range", Call.Refused("list replace", Letters, position, "x"));
        Assert.Equal("missing-value", Call.Refused(function, null, 1));
        Assert.Equal("missing-value", Call.Refused(function, Letters, null));
    }

    [Theory, InlineData("concatenate"), InlineData("union"), InlineData("distinct values"), InlineData("flatten"), InlineData("reverse")]
    public void No_list_is_made_of_null(string function) => Assert.Equal("missing-value", Call.Refused(function, [null]));

    [Fact]
    public void Items_are_replaced_at_a_place_or_where_a_function_says()
    {
        Assert.Equal("[\"a\", 4, \"c\"]", Call.Of("list replace", Letters, 2.5, 4));
        Assert.Equal("[\"a\", \"b\", null]", Call.Named("list replace", ("newItem", null), ("position", -1), ("list", Letters)));
        Assert.Equal("[5, 5, 7]", Call.Of("list replace", new object[] { 2, 4, 7 }, Less, 5));
        Assert.Equal("[5, 5, 7]", Call.Named("list replace", ("match", Less), ("newItem", 5), ("list", new object[] { 2, 4, 7 })));
        Assert.Equal("wrong-type", Call.Refused("list replace", Letters, (Func<FeelValue, FeelValue, FeelValue>)((item, _) => item), 5));
        Assert.Equal("wrong-function", Call.Refused("list replace", Letters, Function("abs"), 5));
        Assert.Equal("wrong-arguments", Call.Refused("list replace", Letters, "2", 5));
    }

    [Fact]
    public void Lists_are_sorted_and_what_is_equal_keeps_its_order()
    {
        var random = new Random(5);
        var keys = Enumerable.Range(0, 1_000).Select(place => random.Next(50) * 1_000 + place).ToArray();
        Func<FeelValue, FeelValue, FeelValue> byThousands = (a, b) => FeelNumber.Divide(a.Number, 1_000)!.Value.Truncate() < FeelNumber.Divide(b.Number, 1_000)!.Value.Truncate();

        var sorted = new Call().Run("sort", keys, byThousands).List!;

        Assert.Equal(keys.OrderBy(key => key / 1_000), sorted.Select(item => (int)item.Number.ToDouble()));
        Assert.Equal("[1, 2, 3]", Call.Named("sort", ("precedes", Less), ("list", new object[] { 3, 1, 2 })));
        Assert.Equal("[]", Call.Of("sort", Array.Empty<object>(), Less));
    }

    [Fact]
    public void Lists_that_cannot_be_sorted_are_refused()
    {
        Func<FeelValue, FeelValue, FeelValue> always = (_, _) => true;

        Assert.Equal("wrong-type", Call.Refused("sort", new object?[] { 1, null }, Less));
        Assert.Equal("wrong-function", Call.Refused("sort", Letters, Function("abs")));
        Assert.Equal("missing-value", Call.Refused("sort", Letters, null));
        Assert.Equal("wrong-arguments", Call.Refused("sort", Letters, 1));
        Assert.Equal(5, new Call().Run("sort", new object[] { 1, 2, 3, 4, 5 }, always).List!.Count);
    }

    private static readonly Func<FeelValue, FeelValue, FeelValue> Less = (a, b) => Comparison.Order(a, b) is { } order ? order < 0 : FeelValue.Null;

    private static FeelValue Function(string name) => Cabildo.Rules.Functions.BuiltIns.TryFind(name, out var function) ? function : FeelValue.Null;
}
