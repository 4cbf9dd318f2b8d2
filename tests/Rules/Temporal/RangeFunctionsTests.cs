using System.Globalization;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Temporal;

public sealed class RangeFunctionsTests
{
    [Theory]
    [InlineData("before", "1", "10", true)]
    [InlineData("before", "10", "1", false)]
    [InlineData("before", "1", "[1..10]", false)]
    [InlineData("before", "1", "(1..10]", true)]
    [InlineData("before", "[1..10]", "10", false)]
    [InlineData("before", "[1..10)", "10", true)]
    [InlineData("before", "[1..10]", "[10..20]", false)]
    [InlineData("before", "[1..10)", "[10..20]", true)]
    [InlineData("before", "[1..10]", "(10..20]", true)]
    [InlineData("before", "[1..10)", "(10..20]", true)]
    [InlineData("meets", "[1..5]", "[5..10]", true)]
    [InlineData("meets", "[1..5)", "[5..10]", false)]
    [InlineData("meets", "[1..5]", "(5..10]", false)]
    [InlineData("meets", "[1..5)", "(5..10]", false)]
    [InlineData("meets", "[1..5]", "[6..10]", false)]
    [InlineData("overlaps", "[1..5]", "[3..8]", true)]
    [InlineData("overlaps", "[1..8]", "[3..5]", true)]
    [InlineData("overlaps", "[1..5]", "[6..8]", false)]
    [InlineData("overlaps", "[1..5]", "[5..8]", true)]
    [InlineData("overlaps", "[1..5]", "(5..8]", false)]
    [InlineData("overlaps", "[1..5)", "[5..8]", false)]
    [InlineData("overlaps", "[1..5)", "(5..8]", false)]
    [InlineData("overlaps before", "[1..5]", "[3..8]", true)]
    [InlineData("overlaps before", "[1..5]", "[6..8]", false)]
    [InlineData("overlaps before", "[1..5]", "(5..8]", false)]
    [InlineData("overlaps before", "[1..5)", "(1..5]", true)]
    [InlineData("overlaps before", "[1..5]", "(1..5]", true)]
    [InlineData("overlaps before", "[1..5]", "(1..5)", false)]
    [InlineData("overlaps before", "[1..5)", "[1..5]", false)]
    [InlineData("overlaps before", "[1..5]", "[1..5]", false)]
    [InlineData("finishes", "10", "[1..10]", true)]
    [InlineData("finishes", "10", "[1..10)", false)]
    [InlineData("finishes", "[5..10)", "[1..10)", true)]
    [InlineData("finishes", "[5..10)", "[1..10]", false)]
    [InlineData("finishes", "(1..10]", "[1..10]", true)]
    [InlineData("finishes", "[1..10]", "(1..10]", false)]
    [InlineData("includes", "[1..10]", "5", true)]
    [InlineData("includes", "[1..10]", "12", false)]
    [InlineData("includes", "(1..10]", "1", false)]
    [InlineData("includes", "[1..10)", "10", false)]
    [InlineData("includes", "[1..10]", "(1..10)", true)]
    [InlineData("includes", "(1..10)", "[1..10]", false)]
    [InlineData("includes", "[1..10]", "[1..10]", true)]
    [InlineData("starts", "1", "[1..10]", true)]
    [InlineData("starts", "1", "(1..10]", false)]
    [InlineData("starts", "2", "[1..10]", false)]
    [InlineData("starts", "(1..5]", "(1..10]", true)]
    [InlineData("starts", "(1..5]", "[1..10]", false)]
    [InlineData("starts", "[1..10)", "[1..10]", true)]
    [InlineData("starts", "[1..10]", "[1..10)", false)]
    public void Ranges_and_points_lie_to_each_other_as_the_specification_says_and_the_inverse_seen_from_the_other_side(string function, string first, string second, bool holds)
    {
        var inverse = function switch
        {
            "before" => "after",
            "meets" => "met by",
            "overlaps before" => "overlaps after",
            "finishes" => "finished by",
            "includes" => "during",
            "starts" => "started by",
            _ => function,
        };

        Assert.Equal(holds ? "true" : "false", Written.Text(Written.Call(function, Value(first), Value(second))));
        Assert.Equal(holds ? "true" : "false", Written.Text(Written.Call(inverse, Value(second), Value(first))));
    }

    [Theory]
    [InlineData("5", "5", true)]
    [InlineData("3", "4", false)]
    [InlineData("[1..5]", "[1..5]", true)]
    [InlineData("(1..5)", "[1..5]", false)]
    [InlineData("[1..5]", "[2..6]", false)]
    public void Coinciding_is_being_the_same(string first, string second, bool holds) => Assert.Equal(holds, Written.Call("coincides", Value(first), Value(second)).IsTrue);

    [Theory]
    [InlineData("before", "( ..5]", "(5.. )", true)]
    [InlineData("overlaps", "( ..5]", "[5.. )", true)]
    [InlineData("includes", "(1.. )", "1000000", true)]
    [InlineData("includes", "(1.. )", "( ..2)", false)]
    [InlineData("starts", "( ..5]", "( ..6]", true)]
    [InlineData("starts", "5", "( ..6]", false)]
    [InlineData("coincides", "( ..5]", "( ..5]", true)]
    [InlineData("meets", "( ..5]", "( ..5]", false)]
    [InlineData("before", "(1.. )", "( ..5]", false)]
    public void A_range_without_an_end_goes_on_to_that_side(string function, string first, string second, bool holds) =>
        Assert.Equal(holds ? "true" : "false", Written.Text(Written.Call(function, Value(first), Value(second))));

    [Fact]
    public void Any_values_that_have_an_order_will_do()
    {
        var spring = Range(Written.Value("2026-09-22"), Written.Value("2026-12-21"));

        Assert.True(Written.Call("during", Written.Value("2026-11-22"), spring).IsTrue);
        Assert.True(Written.Call("before", "apple", "pear").IsTrue);
        Assert.True(Written.Call("after", Written.Value("P2D"), Written.Value("PT47H")).IsTrue);
        Assert.True(Written.Call("before", Written.Value("10:00:00@Europe/Paris"), Written.Value("10:00:00Z")).IsTrue);
    }

    [Theory]
    [InlineData("before", "point1", "point2", "1", "2")]
    [InlineData("after", "point", "range", "3", "[1..2]")]
    [InlineData("before", "range", "point", "[1..2]", "3")]
    [InlineData("before", "range1", "range2", "[1..2]", "[3..4]")]
    [InlineData("meets", "range1", "range2", "[1..2]", "[2..4]")]
    [InlineData("met by", "range1", "range2", "[2..4]", "[1..2]")]
    [InlineData("overlaps", "range1", "range2", "[1..2]", "[2..4]")]
    [InlineData("overlaps before", "range1", "range2", "[1..2]", "[2..4]")]
    [InlineData("overlaps after", "range1", "range2", "[2..4]", "[1..2]")]
    [InlineData("finishes", "point", "range", "2", "[1..2]")]
    [InlineData("finished by", "range", "point", "[1..2]", "2")]
    [InlineData("includes", "range", "point", "[1..2]", "2")]
    [InlineData("during", "point", "range", "2", "[1..2]")]
    [InlineData("starts", "point", "range", "1", "[1..2]")]
    [InlineData("started by", "range", "point", "[1..2]", "1")]
    [InlineData("coincides", "point1", "point2", "1", "1")]
    public void Arguments_have_the_names_of_the_specification(string function, string name1, string name2, string first, string second) =>
        Assert.True(Written.CallNamed(function, (name1, Value(first)), (name2, Value(second))).IsTrue);

    [Fact]
    public void Where_the_names_of_point_and_range_do_not_tell_which_is_meant_to_come_first_their_order_does()
    {
        Assert.True(Written.CallNamed("before", ("point", 0), ("range", Value("[1..2]"))).IsTrue);
        Assert.True(Written.CallNamed("before", ("range", Value("[1..2]")), ("point", 0)).IsFalse);
        Assert.True(Written.CallNamed("includes", ("point", 1), ("range", Value("[1..2]"))).IsTrue);
    }

    [Fact]
    public void What_cannot_be_compared_has_no_answer_but_a_reason()
    {
        Assert.Equal("not-comparable", Reason("before", 1, "2"));
        Assert.Equal("not-comparable", Reason("before", true, false));
        Assert.Equal("not-comparable", Reason("includes", Value("[1..2]"), "1"));
        Assert.Equal("not-comparable", Reason("before", Written.Value("10:00:00"), Written.Value("10:00:00Z")));
        Assert.Equal("null-argument", Reason("before", 1, FeelValue.Null));
        Assert.Equal("null-argument", Reason("during", FeelValue.Null, Value("[1..2]")));
        Assert.Equal("wrong-arguments", Reason("meets", 1, 2));
        Assert.Equal("wrong-arguments", Reason("includes", 1, Value("[1..2]")));
        Assert.Equal("wrong-arguments", Reason("coincides", 1));
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
