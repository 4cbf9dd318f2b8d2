namespace Cabildo.Rules.Tests.Functions;

public sealed class ContextFunctionTests
{
    private static readonly (string, object)[] Nested = [("x", 1), ("y", new (string, object)[] { ("a", 0) })];

    [Fact]
    public void Entries_are_found_by_their_names()
    {
        Assert.Equal("1", Call.Of("get value", Nested, "x"));
        Assert.Equal("1", Call.Named("get value", ("key", "x"), ("m", Nested)));
        Assert.Equal("no-such-entry", Call.Refused("get value", Nested, "z"));
        Assert.Equal("missing-value", Call.Refused("get value", Nested, null));
        Assert.Equal("missing-value", Call.Refused("get value", null, "x"));
        Assert.Equal("wrong-arguments", Call.Refused("get value", Nested, 1));
    }

    [Fact]
    public void Entries_become_a_list_and_a_list_a_context()
    {
        Assert.Equal("[{key: \"x\", value: 1}, {key: \"y\", value: {a: 0}}]", Call.Of("get entries", [Nested]));
        Assert.Equal("[]", Call.Of("get entries", [Array.Empty<(string, object)>()]));
        Assert.Equal("{x: 1, y: {a: 0}}", Call.Of("context", new Call().Run("get entries", [Nested])));
        Assert.Equal("{a: 1}", Call.Of("context", [new (string, object)[] { ("key", "a"), ("value", 1) }]));
    }

    [Fact]
    public void A_list_that_makes_no_context_is_refused()
    {
        (string, object)[] entry = [("key", "a"), ("value", 1)];

        Assert.Equal("entry-twice", Call.Refused("context", [new object[] { entry, entry }]));
        Assert.Equal("no-entry", Call.Refused("context", [new (string, object)[] { ("key", "a") }]));
        Assert.Equal("no-entry", Call.Refused("context", "a"));
        Assert.Equal("missing-value", Call.Refused("context", [null]));
    }

    [Fact]
    public void Values_are_put_into_a_context_and_into_those_in_it()
    {
        Assert.Equal("{x: 2, y: {a: 0}}", Call.Of("context put", Nested, "x", 2));
        Assert.Equal("{x: 1, y: {a: 0}, z: null}", Call.Of("context put", Nested, "z", null));
        Assert.Equal("{x: 1, y: {a: 2}}", Call.Of("context put", Nested, new object[] { "y", "a" }, 2));
        Assert.Equal("{x: 1, y: {a: 0, b: 2}}", Call.Named("context put", ("context", Nested), ("keys", new object[] { "y", "b" }), ("value", 2)));
        Assert.Equal("{x: 1, y: {a: 0}}", Call.Of("context merge", [Nested]));
    }

    [Fact]
    public void Values_with_no_place_in_a_context_are_refused()
    {
        Assert.Equal("no-such-entry", Call.Refused("context put", Nested, new object[] { "y", "a", "b" }, 2));
        Assert.Equal("no-such-entry", Call.Refused("context put", Nested, new object[] { "z", "a" }, 2));
        Assert.Equal("missing-value", Call.Refused("context put", Nested, Array.Empty<object>(), 2));
        Assert.Equal("wrong-type", Call.Refused("context put", Nested, new object?[] { "y", null }, 2));
        Assert.Equal("missing-value", Call.Refused("context put", Nested, null, 2));
        Assert.Equal("null", Call.Named("context put", ("context", Nested), ("key", new object[] { "y", "b" }), ("value", 2)));
    }

    [Fact]
    public void Of_contexts_that_are_merged_the_last_wins()
    {
        (string, object)[] other = [("y", 2), ("z", 3)];

        Assert.Equal("{x: 1, y: 2, z: 3}", Call.Of("context merge", [new object[] { Nested, other }]));
        Assert.Equal("{}", Call.Of("context merge", [Array.Empty<object>()]));
        Assert.Equal("wrong-type", Call.Refused("context merge", [new object[] { Nested, 1 }]));
    }
}
