namespace Cabildo.Rules.Tests.Functions;

public sealed class BooleanFunctionTests
{
    [Fact]
    public void Not_is_the_other_and_of_null_null()
    {
        Assert.Equal("false", Call.Of("not", true));
        Assert.Equal("true", Call.Of("not", false));
        Assert.Equal("null", Call.Of("not", [null]));
        Assert.Equal("wrong-arguments", Call.Refused("not", "no"));
    }

    [Fact]
    public void All_is_false_as_soon_as_one_is_and_null_where_one_is_not_known()
    {
        Assert.Equal("true", Call.Of("all", [Array.Empty<object>()]));
        Assert.Equal("true", Call.Of("all", true, true, true, true));
        Assert.Equal("false", Call.Of("all", null, true, true, false, null));
        Assert.Equal("null", Call.Of("all", [new object?[] { null, true, true }]));
        Assert.Equal("false", Call.Of("all", false));
        Assert.Equal("true", Call.Named("all", ("list", new object[] { true, true, true })));
    }

    [Fact]
    public void Any_is_true_as_soon_as_one_is_and_null_where_one_is_not_known()
    {
        Assert.Equal("false", Call.Of("any", [Array.Empty<object>()]));
        Assert.Equal("false", Call.Of("any", false, false, false));
        Assert.Equal("true", Call.Of("any", null, false, false, true, null));
        Assert.Equal("null", Call.Of("any", [new object?[] { null, false, false }]));
        Assert.Equal("true", Call.Named("any", ("list", new object[] { false, false, true })));
    }

    [Theory, InlineData("all"), InlineData("any")]
    public void What_is_neither_true_nor_false_is_refused(string function)
    {
        Assert.Equal("wrong-type", Call.Refused(function, null, "yes"));
        Assert.Equal("missing-value", Call.Refused(function, [null]));
        Assert.Equal("wrong-arguments", Call.Refused(function));
        Assert.Equal("null", Call.Named(function, ("items", new object[] { true, true })));
    }
}
