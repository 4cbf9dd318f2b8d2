using System.Globalization;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class RangeFunctionsTests
{
    private static readonly (string Function, string Inverse)[] OfRanges =
    [
        ("before", "after"), ("after", "before"), ("meets", "met by"), ("met by", "meets"),
        ("overlaps", "overlaps"), ("overlaps before", "overlaps after"), ("overlaps after", "overlaps before"),
        ("finishes", "finished by"), ("finished by", "finishes"), ("includes", "during"), ("during", "includes"),
        ("starts", "started by"), ("started by", "starts"), ("coincides", "coincides"),
    ];

    private static readonly (string Function, string Inverse)[] OfPointAndRange =
        [("before", "after"), ("after", "before"), ("finishes", "finished by"), ("during", "includes"), ("starts", "started by")];

    private static readonly (string Function, string Inverse)[] OfPoints = [("before", "after"), ("after", "before"), ("coincides", "coincides")];

    [Theory]
    [InlineData("[20..30]", "[45..60]", "before")]
    [InlineData("[20..45]", "[45..60]", "meets, overlaps, overlaps before")]
    [InlineData("[20..45)", "[45..60]", "before")]
    [InlineData("[20..45]", "(45..60]", "before")]
    [InlineData("[20..45)", "(45..60)", "before")]
    [InlineData("[20..50]", "[45..60]", "overlaps, overlaps before")]
    [InlineData("[20..60]", "[30..45]", "overlaps, includes")]
    [InlineData("[20..60]", "[30..60]", "overlaps, overlaps before, finished by, includes")]
    [InlineData("[20..60]", "[30..60)", "overlaps, includes")]
    [InlineData("[20..60)", "[30..60]", "overlaps, overlaps before")]
    [InlineData("[20..60)", "[30..60)", "overlaps, overlaps before, finished by, includes")]
    [InlineData("[20..60]", "[20..45]", "overlaps, includes, started by")]
    [InlineData("[20..60]", "(20..45]", "overlaps, includes")]
    [InlineData("(20..60]", "[20..45]", "overlaps, overlaps after")]
    [InlineData("[20..60]", "[20..60]", "overlaps, finishes, finished by, includes, during, starts, started by, coincides")]
    [InlineData("[20..60]", "(20..60]", "overlaps, overlaps before, finished by, includes")]
    [InlineData("[20..60]", "(20..60)", "overlaps, includes")]
    [InlineData("[20..60)", "(20..60]", "overlaps, overlaps before")]
    [InlineData("[20..60)", "[20..60]", "overlaps, during, starts")]
    [InlineData("(20..60)", "(20..45)", "overlaps, includes, started by")]
    public void Two_ranges_lie_to_each_other_in_these_ways_and_in_no_other(string first, string second, string ways) => HoldsOnly(OfRanges, first, second, ways);

    [Theory]
    [InlineData("-7", "[20..60]", "before")]
    [InlineData("20", "(20..60]", "before")]
    [InlineData("20", "[20..60]", "during, starts")]
    [InlineData("21", "[20..60]", "during")]
    [InlineData("45", "(20..60)", "during")]
    [InlineData("60", "(20..60]", "finishes, during")]
    [InlineData("60", "[20..60)", "after")]
    [InlineData("61", "[20..60]", "after")]
    [InlineData("20", "[20..20]", "finishes, during, starts")]
    public void A_point_lies_to_a_range_in_these_ways_and_in_no_other(string point, string range, string ways) => HoldsOnly(OfPointAndRange, point, range, ways);

    [Theory]
    [InlineData("-7", "45", "before")]
    [InlineData("45", "-7", "after")]
    [InlineData("45", "45", "coincides")]
    public void Two_points_lie_to_each_other_in_one_way(string first, string second, string way) => HoldsOnly(OfPoints, first, second, way);

    [Theory]
    [InlineData("(20..60)", "(20..60)", true)]
    [InlineData("(20..60]", "[20..60]", false)]
    [InlineData("[20..60]", "[20..60)", false)]
    [InlineData("[20..60]", "[20..61]", false)]
    public void Coinciding_is_being_the_same(string first, string second, bool holds) => Assert.Equal(holds, Written.Call("coincides", Value(first), Value(second)).IsTrue);

    [Theory]
    [InlineData("before", "( ..-3]", "(-3.. )", true)]
    [InlineData("overlaps", "( ..-3]", "[-3.. )", true)]
    [InlineData("includes", "(7.. )", "2500000", true)]
    [InlineData("includes", "(7.. )", "( ..9)", false)]
    [InlineData("starts", "( ..7]", "( ..30]", true)]
    [InlineData("starts", "7", "( ..30]", false)]
    [InlineData("coincides", "( ..7]", "( ..7]", true)]
    [InlineData("meets", "( ..7]", "( ..7]", false)]
    [InlineData("before", "(7.. )", "( ..30]", false)]
    public void A_range_without_an_end_goes_on_to_that_side(string function, string first, string second, bool holds) =>
        Assert.Equal(holds ? "true" : "false", Written.Text(Written.Call(function, Value(first), Value(second))));

    [Fact]
    public void Any_values_that_have_an_order_will_do()
    {
        var spring = Range(Written.Value("2026-09-22"), Written.Value("2026-12-21"));

        Assert.True(Written.Call("during", Written.Value("2026-11-22"), spring).IsTrue);
        Assert.True(Written.Call("before", "apple", "pear").IsTrue);
        Assert.True(Written.Call("after", Written.Value("P3D"), Written.Value("PT71H")).IsTrue);
        Assert.True(Written.Call("before", Written.Value("04:30:15@Asia/Kathmandu"), Written.Value("04:30:15Z")).IsTrue);
    }

    [Theory]
    [InlineData("before", "point1", "point2", "-7", "45")]
    [InlineData("after", "point", "range", "61", "[20..60]")]
    [InlineData("before", "range", "point", "[20..45)", "45")]
    [InlineData("before", "range1", "range2", "[20..30]", "[45..60]")]
    [InlineData("meets", "range1", "range2", "[20..45]", "[45..60]")]
    [InlineData("met by", "range1", "range2", "[45..60]", "[20..45]")]
    [InlineData("overlaps", "range1", "range2", "[20..60]", "[30..45]")]
    [InlineData("overlaps before", "range1", "range2", "[20..50]", "[45..60]")]
    [InlineData("overlaps after", "range1", "range2", "[45..60]", "[20..50]")]
    [InlineData("finishes", "point", "range", "60", "(20..60]")]
    [InlineData("finished by", "range", "point", "(20..60]", "60")]
    [InlineData("includes", "range", "point", "(20..60)", "45")]
    [InlineData("during", "point", "range", "45", "(20..60)")]
    [InlineData("starts", "point", "range", "20", "[20..60)")]
    [InlineData("started by", "range", "point", "[20..60)", "20")]
    [InlineData("coincides", "point1", "point2", "45", "45")]
    public void Arguments_have_the_names_of_the_specification(string function, string name1, string name2, string first, string second) =>
        Assert.True(Written.CallNamed(function, (name1, Value(first)), (name2, Value(second))).IsTrue);

    [Fact]
    public void Where_the_names_of_point_and_range_do_not_tell_which_is_meant_to_come_first_their_order_does()
    {
        Assert.True(Written.CallNamed("before", ("point", -7), ("range", Value("[20..60]"))).IsTrue);
        Assert.True(Written.CallNamed("before", ("range", Value("[20..60]")), ("point", -7)).IsFalse);
        Assert.True(Written.CallNamed("includes", ("point", 45), ("range", Value("[20..60]"))).IsTrue);
    }

    [Fact]
    public void What_cannot_be_compared_has_no_answer_but_a_reason()
    {
        Assert.Equal("not-comparable", Reason("before", 45, "60"));
        Assert.Equal("not-comparable", Reason("before", false, true));
        Assert.Equal("not-comparable", Reason("includes", Value("[20..60]"), "45"));
        Assert.Equal("not-comparable", Reason("before", Written.Value("04:30:15"), Written.Value("04:30:15Z")));
        Assert.Equal("null-argument", Reason("before", 45, FeelValue.Null));
        Assert.Equal("null-argument", Reason("during", FeelValue.Null, Value("[20..60]")));
        Assert.Equal("wrong-arguments", Reason("meets", 45, 60));
        Assert.Equal("wrong-arguments", Reason("includes", 45, Value("[20..60]")));
        Assert.Equal("wrong-arguments", Reason("coincides", 45));
    }

    [Fact]
    public void Of_two_ranges_made_at_random_each_function_says_what_their_points_say()
    {
        var random = new Random(78);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (RandomRange(random), RandomRange(random));
            var (inA, inB) = (Points(a), Points(b));
            if (inA.Count == 0 || inB.Count == 0)
                continue;

            Assert.Equal(inA.All(point => inB.All(other => point < other)), Written.Call("before", a, b).IsTrue);
            Assert.Equal(inA.All(point => inB.All(other => point > other)), Written.Call("after", a, b).IsTrue);
            Assert.Equal(inA.Intersect(inB).Any(), Written.Call("overlaps", a, b).IsTrue);
            Assert.Equal(inB.All(inA.Contains), Written.Call("includes", a, b).IsTrue);
            Assert.Equal(inA.All(inB.Contains), Written.Call("during", a, b).IsTrue);
            Assert.Equal(inA.SetEquals(inB), Written.Call("coincides", a, b).IsTrue);
        }
    }

    private static void HoldsOnly((string Function, string Inverse)[] functions, string first, string second, string ways)
    {
        var (left, right) = (Value(first), Value(second));

        Assert.Equal(ways, string.Join(", ", functions.Where(each => Written.Call(each.Function, left, right).IsTrue).Select(each => each.Function)));
        Assert.Equal(ways, string.Join(", ", functions.Where(each => Written.Call(each.Inverse, right, left).IsTrue).Select(each => each.Function)));
        Assert.All(functions, each => Assert.False(Written.Call(each.Function, left, right).IsNull));
    }

    private static string Reason(string function, params FeelValue[] arguments)
    {
        var evaluation = Written.NewEvaluation();
        Assert.True(Written.Call(evaluation, function, arguments).IsNull);
        return Assert.Single(evaluation.Problems).Code;
    }

    private static FeelValue Range(FeelValue start, FeelValue end) => FeelValue.Of(new FeelRange(start, true, end, true));

    private static FeelValue RandomRange(Random random)
    {
        var start = random.Next(6);
        return FeelValue.Of(new FeelRange(start, random.Next(2) == 0, start + random.Next(4), random.Next(2) == 0));
    }

    // Tenths, so that there is always one between two ends.
    private static HashSet<int> Points(FeelValue range) =>
        [.. Enumerable.Range(-10, 120).Where(point => range.Range!.Contains(FeelNumber.Divide(point, 10)) == true)];

    // As FEEL writes ranges, with nothing for an end that is not there.
    private static FeelValue Value(string text)
    {
        if (!text.Contains("..", StringComparison.Ordinal))
            return long.Parse(text, CultureInfo.InvariantCulture);
        var ends = text[1..^1].Split("..");
        return FeelValue.Of(new FeelRange(End(ends[0]), text[0] == '[', End(ends[1]), text[^1] == ']'));
    }

    private static FeelValue End(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : FeelValue.Null;
}
