namespace Cabildo.Rules.Tests.Functions;

public sealed class ContextFunctionTests
{
    private static readonly (string, object)[] Hall = [("seats", 90), ("door", new (string, object)[] { ("width", 3) })];

    [Fact]
    public void Entries_are_found_by_their_names()
    {
        Assert.Equal("90", Call.Of("get value", Hall, "seats"));
        Assert.Equal("{width: 3}", Call.Named("get value", ("key", "door"), ("m", Hall)));
        Assert.Equal("no-such-entry", Call.Refused("get value", Hall, "width"));
        Assert.Equal("missing-value", Call.Refused("get value", Hall, null));
        Assert.Equal("missing-value", Call.Refused("get value", null, "seats"));
        Assert.Equal("wrong-arguments", Call.Refused("get value", Hall, 90));
    }

    [Fact]
    public void Entries_become_a_list_and_a_list_a_context()
    {
        Assert.Equal("[{key: \"seats\", value: 90}, {key: \"door\", value: {width: 3}}]", Call.Of("get entries", [Hall]));
        Assert.Equal("[]", Call.Of("get entries", [Array.Empty<(string, object)>()]));
        Assert.Equal("{seats: 90, door: {width: 3}}", Call.Of("context", new Call().Run("get entries", [Hall])));
        Assert.Equal("{floor: \"oak\"}", Call.Of("context", [new (string, object)[] { ("key", "floor"), ("value", "oak") }]));
    }

    [Fact]
    public void A_list_that_makes_no_context_is_refused()
    {
        (string, object)[] oak = [("key", "floor"), ("value", "oak")];
        (string, object)[] tiles = [("key", "floor"), ("value", "tiles")];

        Assert.Equal("entry-twice", Call.Refused("context", [new object[] { oak, tiles }]));
        Assert.Equal("no-entry", Call.Refused("context", [new (string, object)[] { ("key", "floor") }]));
        Assert.Equal("no-entry", Call.Refused("context", "floor"));
        Assert.Equal("missing-value", Call.Refused("context", [null]));
    }

    [Fact]
    public void Values_are_put_into_a_context_and_into_those_in_it()
    {
        Assert.Equal("{seats: 85, door: {width: 3}}", Call.Of("context put", Hall, "seats", 85));
        Assert.Equal("{seats: 90, door: {width: 3}, stage: null}", Call.Of("context put", Hall, "stage", null));
        Assert.Equal("{seats: 90, door: {width: 4}}", Call.Of("context put", Hall, new object[] { "door", "width" }, 4));
        Assert.Equal("{seats: 90, door: {width: 3, lock: \"none\"}}", Call.Named("context put", ("context", Hall), ("keys", new object[] { "door", "lock" }), ("value", "none")));
        Assert.Equal("{seats: 90, door: {width: 3}}", Call.Of("context merge", [Hall]));
    }

    [Fact]
    public void Values_with_no_place_in_a_context_are_refused()
    {
        Assert.Equal("no-such-entry", Call.Refused("context put", Hall, new object[] { "door", "width", "unit" }, "m"));
        Assert.Equal("no-such-entry", Call.Refused("context put", Hall, new object[] { "stage", "width" }, 9));
        Assert.Equal("missing-value", Call.Refused("context put", Hall, Array.Empty<object>(), 9));
        Assert.Equal("wrong-type", Call.Refused("context put", Hall, new object?[] { "door", null }, 9));
        Assert.Equal("missing-value", Call.Refused("context put", Hall, null, 9));
        Assert.Equal("null", Call.Named("context put", ("context", Hall), ("key", new object[] { "door", "lock" }), ("value", 9)));
    }

    [Fact]
    public void Of_contexts_that_are_merged_the_last_wins()
    {
        (string, object)[] changed = [("door", "none"), ("stage", 9)];

        Assert.Equal("{seats: 90, door: \"none\", stage: 9}", Call.Of("context merge", [new object[] { Hall, changed }]));
        Assert.Equal("{}", Call.Of("context merge", [Array.Empty<object>()]));
        Assert.Equal("wrong-type", Call.Refused("context merge", [new object[] { Hall, "stage" }]));
    }
}
