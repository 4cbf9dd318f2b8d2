using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Functions;

public sealed class ListFunctionTests
{
    private static readonly object[] Trees = ["oak", "ash", "elm", "yew"];

    [Fact]
    public void Items_are_found_and_counted()
    {
        Assert.Equal("true", Call.Of("list contains", Trees, "elm"));
        Assert.Equal("false", Call.Of("list contains", Trees, 4));
        Assert.Equal("true", Call.Of("list contains", new object?[] { null, "oak" }, null));
        Assert.Equal("true", Call.Named("list contains", ("element", 40.0), ("list", new object[] { 30, 40 })));
        Assert.Equal("[2, 5]", Call.Of("index of", new object?[] { "40", 40, null, 30, 40.0 }, 40));
        Assert.Equal("[4]", Call.Named("index of", ("match", "yew"), ("list", Trees)));
        Assert.Equal("4", Call.Of("count", [Trees]));
        Assert.Equal("0", Call.Of("count", [Array.Empty<object>()]));
        Assert.Equal("1", Call.Of("count", "oak"));
        Assert.Equal("missing-value", Call.Refused("count", [null]));
    }

    [Fact]
    public void The_smallest_and_the_largest_are_of_what_can_be_compared()
    {
        Assert.Equal("-12", Call.Of("min", [new object[] { 40, -12, 31, 5 }]));
        Assert.Equal("40", Call.Of("max", 31, 40, -12, 5));
        Assert.Equal("\"yew\"", Call.Of("max", [Trees]));
        Assert.Equal("\"ash\"", Call.Named("min", ("list", Trees)));
        Assert.Equal("not-comparable", Call.Refused("min", 40, "oak"));
        Assert.Equal("not-comparable", Call.Refused("max", 40, null));
        Assert.Equal("empty-list", Call.Refused("min", [Array.Empty<object>()]));
        Assert.Equal(Call.Number("3e250").ToString(), FeelText.Of(new Call().Run("max", 40, Call.Number("3e250"))));
    }

    [Theory]
    [InlineData("sum", "55", 31, 12, 3, 9)]
    [InlineData("mean", "13.75", 31, 12, 3, 9)]
    [InlineData("product", "660", 11, 5, 12)]
    [InlineData("median", "9", 31, 4, 9, 12, 6)]
    [InlineData("mode", "[5, 20]", 20, 5, 9, 20, 31, 5)]
    [InlineData("stddev", "9", 11, 20, 29)]
    public void Numbers_are_calculated_with_as_a_list_and_one_by_one(string function, string result, params object[] numbers)
    {
        Assert.Equal(result, Call.Of(function, [numbers]));
        Assert.Equal(result, Call.Of(function, numbers));
        Assert.Equal(result, Call.Named(function, ("list", numbers)));
        Assert.Equal("wrong-type", Call.Refused(function, 40, "oak", 31));
        Assert.Equal("wrong-type", Call.Refused(function, 40, null));
        Assert.Equal("missing-value", Call.Refused(function, [null]));
        Assert.Equal("wrong-arguments", Call.Refused(function));
        Assert.Equal("null", Call.Named(function, ("items", numbers)));
    }

    [Fact]
    public void Of_no_numbers_there_is_only_an_empty_mode()
    {
        foreach (var function in new[] { "sum", "mean", "product", "median", "stddev" })
            Assert.Equal("empty-list", Call.Refused(function, [Array.Empty<object>()]));
        Assert.Equal("[]", Call.Of("mode", [Array.Empty<object>()]));
        Assert.Equal("empty-list", Call.Refused("stddev", 31));
        Assert.Equal("7.5", Call.Of("median", 31, 4, 9, 6));
        Assert.Equal("9.666666666666666666666666666666667", Call.Of("mean", 31, 4, -6));
    }

    [Fact]
    public void Lists_are_made_of_lists()
    {
        Assert.Equal("[\"elm\", \"yew\"]", Call.Of("sublist", Trees, 3));
        Assert.Equal("[\"ash\", \"elm\"]", Call.Of("sublist", Trees, 2, 2));
        Assert.Equal("[\"elm\", \"yew\"]", Call.Named("sublist", ("list", Trees), ("start position", -2), ("length", 9)));
        Assert.Equal("[\"oak\", \"ash\", \"elm\", \"yew\", [40], 30]", Call.Of("append", Trees, new object[] { 40 }, 30));
        Assert.Equal("[\"oak\", 40]", Call.Named("append", ("item", 40), ("list", "oak")));
        Assert.Equal("[null, 40, \"oak\", \"ash\", \"elm\", \"yew\", [30]]", Call.Of("concatenate", new object?[] { null, 40 }, Trees, new object[] { new object[] { 30 } }));
        Assert.Equal("[[30], \"oak\", 40, null]", Call.Of("union", new object?[] { new object[] { 30 }, "oak", 40 }, new object?[] { 40.0, null, "oak", new object[] { 30.0 } }));
        Assert.Equal("[{oak: 40}, false, 30]", Call.Of("distinct values", [new object[] { new (string, object)[] { ("oak", 40) }, false, false, 30, new (string, object)[] { ("oak", 40.0) }, 30.0 }]));
        Assert.Equal("[40, 30, {oak: [20]}, 10]", Call.Of("flatten", [new object[] { new object[] { 40, new object[] { 30 } }, new (string, object)[] { ("oak", new object[] { 20 }) }, Array.Empty<object>(), 10 }]));
        Assert.Equal("[\"yew\", \"elm\", \"ash\", \"oak\"]", Call.Of("reverse", [Trees]));
        Assert.Equal("[\"oak\", \"ash\", 40, \"elm\", \"yew\"]", Call.Of("insert before", Trees, 3, 40));
        Assert.Equal("[\"oak\", \"ash\", 40, \"elm\", \"yew\"]", Call.Named("insert before", ("newItem", 40), ("position", -2), ("list", Trees)));
        Assert.Equal("[\"oak\", \"ash\", \"yew\"]", Call.Of("remove", Trees, 3));
        Assert.Equal("[\"oak\", \"elm\", \"yew\"]", Call.Named("remove", ("position", -3), ("list", Trees)));
    }

    [Theory]
    [InlineData("sublist", 0)]
    [InlineData("sublist", 5)]
    [InlineData("remove", -5)]
    [InlineData("remove", 5)]
    [InlineData("remove", 0)]
    public void There_is_nothing_outside_of_a_list(string function, int position)
    {
        Assert.Equal("out-of-range", Call.Refused(function, Trees, position));
        Assert.Equal("out-of-range", Call.Refused("insert before", Trees, position, 40));
        Assert.Equal("out-of-range", Call.Refused("list replace", Trees, position, 40));
        Assert.Equal("missing-value", Call.Refused(function, null, 2));
        Assert.Equal("missing-value", Call.Refused(function, Trees, null));
    }

    [Theory, InlineData("concatenate"), InlineData("union"), InlineData("distinct values"), InlineData("flatten"), InlineData("reverse")]
    public void No_list_is_made_of_null(string function) => Assert.Equal("missing-value", Call.Refused(function, [null]));

    [Fact]
    public void Items_are_replaced_at_a_place_or_where_a_function_says()
    {
        Assert.Equal("[\"oak\", \"ash\", 40, \"yew\"]", Call.Of("list replace", Trees, 3.75, 40));
        Assert.Equal("[\"oak\", null, \"elm\", \"yew\"]", Call.Named("list replace", ("newItem", null), ("position", -3), ("list", Trees)));
        Assert.Equal("[15, 31, 15, 22]", Call.Of("list replace", new object[] { 9, 31, 12, 22 }, Less, 15));
        Assert.Equal("[15, 31, 15, 22]", Call.Named("list replace", ("match", Less), ("newItem", 15), ("list", new object[] { 9, 31, 12, 22 })));
        Assert.Equal("wrong-type", Call.Refused("list replace", Trees, (Func<FeelValue, FeelValue, FeelValue>)((item, _) => item), 40));
        Assert.Equal("wrong-function", Call.Refused("list replace", Trees, Function("floor"), 40));
        Assert.Equal("wrong-arguments", Call.Refused("list replace", Trees, "3", 40));
    }

    [Fact]
    public void Lists_are_sorted_and_what_is_equal_keeps_its_order()
    {
        var random = new Random(5);
        var keys = Enumerable.Range(0, 1_000).Select(place => random.Next(50) * 1_000 + place).ToArray();
        Func<FeelValue, FeelValue, FeelValue> byThousands = (a, b) => FeelNumber.Divide(a.Number, 1_000)!.Value.Truncate() < FeelNumber.Divide(b.Number, 1_000)!.Value.Truncate();

        var sorted = new Call().Run("sort", keys, byThousands).List!;

        Assert.Equal(keys.OrderBy(key => key / 1_000), sorted.Select(item => (int)item.Number.ToDouble()));
        Assert.Equal("[-12, 5, 31, 40]", Call.Named("sort", ("precedes", Less), ("list", new object[] { 31, -12, 40, 5 })));
        Assert.Equal("[]", Call.Of("sort", Array.Empty<object>(), Less));
    }

    [Fact]
    public void Lists_that_cannot_be_sorted_are_refused()
    {
        Func<FeelValue, FeelValue, FeelValue> always = (_, _) => true;

        Assert.Equal("wrong-type", Call.Refused("sort", new object?[] { 40, null }, Less));
        Assert.Equal("wrong-function", Call.Refused("sort", Trees, Function("floor")));
        Assert.Equal("missing-value", Call.Refused("sort", Trees, null));
        Assert.Equal("wrong-arguments", Call.Refused("sort", Trees, 40));
        Assert.Equal(4, new Call().Run("sort", Trees, always).List!.Count);
    }

    private static readonly Func<FeelValue, FeelValue, FeelValue> Less = (a, b) => Comparison.Order(a, b) is { } order ? order < 0 : FeelValue.Null;

    private static FeelValue Function(string name) => Cabildo.Rules.Functions.BuiltIns.TryFind(name, out var function) ? function : FeelValue.Null;
}
