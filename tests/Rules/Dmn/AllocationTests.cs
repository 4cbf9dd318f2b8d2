using Cabildo.Rules.Dmn;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>An evaluation leaves its outcome behind and nothing else, and what it worked in is clean for the next.</summary>
public sealed class AllocationTests
{
    private const string Columns = "<input><inputExpression><text>I</text></inputExpression></input>";
    private static readonly DmnEvaluation Plain = new(RuleLimits.Default, TimeProvider.System);
    private static readonly double Outcome = Allocated(() => GC.KeepAlive(new DmnOutcome(1, [], null, null)));
    private static readonly double Pair = Allocated(() => GC.KeepAlive(new FeelContext(new("a", 1), new("b", 1))));

    [Theory]
    [InlineData("UNIQUE", "5")]
    [InlineData("ANY", "12")]
    [InlineData("FIRST", "12")]
    [InlineData("PRIORITY", "12")]
    [InlineData("COLLECT\" aggregation=\"SUM", "12")]
    [InlineData("COLLECT\" aggregation=\"MIN", "12")]
    [InlineData("COLLECT\" aggregation=\"MAX", "12")]
    [InlineData("COLLECT\" aggregation=\"COUNT", "12")]
    public void A_table_leaves_its_outcome_alone(string policy, string input)
    {
        var one = Table(policy, "<output><outputValues><text>1, 2, 3, 4, 5, 6</text></outputValues></output>", "1");
        var two = Table(policy, "<output name=\"a\"/><output name=\"b\"/>", "1", "2");

        Assert.Equal(Outcome, Left(one, ("I", Of(input))));
        Assert.Equal(policy.Contains("COUNT", StringComparison.Ordinal) ? Outcome : Outcome + Pair, Left(two, ("I", Of(input))));
    }

    [Theory]
    [InlineData("RULE ORDER")]
    [InlineData("OUTPUT ORDER")]
    [InlineData("COLLECT")]
    public void A_table_of_several_answers_leaves_their_list(string policy)
    {
        var list = Allocated(() => GC.KeepAlive(new FeelList(new FeelValue[2])));

        Assert.Equal(Outcome + list, Left(Table(policy, "<output><outputValues><text>1, 2</text></outputValues></output>", "1"), ("I", Of("12"))));
        Assert.Equal(Outcome + list + (2 * Pair), Left(Table(policy, "<output name=\"a\"><outputValues><text>1, 2</text></outputValues></output><output name=\"b\"/>", "1", "2"), ("I", Of("12"))));
    }

    [Theory]
    [InlineData("I * 2 + 1 &gt; 10 and I in [1..20]")]
    [InlineData("if I between 1 and 20 then abs(-I) else null")]
    [InlineData("modulo(dividend: I, divisor: 5)")]
    [InlineData("max(I, 3, 8)")]
    [InlineData("twice(twice(I))")]
    [InlineData("twice(n: I)")]
    public void Expressions_of_numbers_leave_their_outcome_alone(string feel)
    {
        var model = Sound($"""
            {Input("I", "number")}
            <businessKnowledgeModel id="twice" name="twice"><variable name="twice"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>{Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>
            {Decision("D", feel, "data:I", "knows:twice")}
            """);

        Assert.Equal(Outcome, Left(model, ("I", Of("12"))));
    }

    [Fact]
    public void A_function_that_is_an_answer_remembers_its_case_when_others_have_been_decided()
    {
        var model = Sound($"{Input("I", "number")}{Decision("Base", "I * 10", "data:I")}{Decision("D", "function(n) n + Base", "Base")}");

        var functions = Enumerable.Range(1, 5).Select(i => model.Decide("D", ("I", Of($"{i}"))).Value.Function!).ToList();

        Assert.Equal(
            ["11", "21", "31", "41", "51"],
            functions.Select(function => function.Invoke([Number(1)], new Evaluation(RuleLimits.Default, TimeProvider.System, default)).ToString()));
    }

    [Fact]
    public void Functions_that_are_made_in_a_loop_each_remember_their_own_round()
    {
        var model = Sound(Decision("D", "for f in (for i in 1..4 return function(n) n * i) return f(10)"));

        Assert.Equal("[10, 20, 30, 40]", model.Decide("D").Value.ToString());
        Assert.Equal("[10, 20, 30, 40]", model.Decide("D").Value.ToString());
    }

    [Fact]
    public void A_case_that_went_beyond_a_limit_leaves_nothing_for_the_next()
    {
        var model = Sound($"{Input("I", "number")}{Input("J", "number")}{Decision("Endless", "count(for i in 1..1000000000 return I)", "data:I")}{Decision("D", "J", "data:J")}");

        Assert.Equal("limit-exceeded", model.Decide("Endless", ("I", Of("7"))).Refusal!.Code);

        var next = model.Decide("D");
        Assert.True(next.Value.IsNull);
        Assert.Equal("missing-input", Assert.Single(next.Problems).Code);
    }

    [Fact]
    public void A_clock_that_asks_rules_itself_does_not_disturb_those_that_ask_it()
    {
        var inner = FeelExpression.Read("inner", "n + 1", [KeyValuePair.Create("n", FeelType.Number)], out _)!;
        var outer = FeelExpression.Read("outer", "if now() = null then null else n * 2", [KeyValuePair.Create("n", FeelType.Number)], out _)!;
        var asked = new List<string>();
        var clock = new AskingTime(() => asked.Add(inner.Evaluate(new FeelContext(new("n", 41), new("m", 1)), Plain, TestContext.Current.CancellationToken).Value.ToString()));

        var outcome = outer.Evaluate(new FeelContext(new KeyValuePair<string, FeelValue>("n", 7)), Plain with { Time = clock }, TestContext.Current.CancellationToken);

        Assert.Equal(("14", "42"), (outcome.Value.ToString(), Assert.Single(asked)));
    }

    [Fact]
    public async Task Many_threads_decide_at_once_each_its_own_case()
    {
        var model = Sound($"{Input("I", "number")}{Decision("Base", "sum(for i in 1..I return i)", "data:I")}{Decision("D", "Base + sum((for f in [function(n) n + Base] return f(I)))", "Base", "data:I")}");

        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, (i, _) =>
        {
            var (number, sum) = ((i % 50) + 1, ((i % 50) + 1) * ((i % 50) + 2) / 2);
            Assert.Equal($"{sum + sum + number}", model.Decide("D", ("I", Number(number))).Value.ToString());
            return ValueTask.CompletedTask;
        });
    }

    private static FeelValue Of(string number) => Number(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));

    private static DmnModel Table(string policy, string outputs, params string[] values) => Sound(
        $"{Input("I", "number")}{Boxed("D", $"<decisionTable hitPolicy=\"{policy}\">{Columns}{outputs}{Rule("[1..15]", values)}{Rule("[10..20]", values)}{Rule("? &gt; 20 or ? = -1", values)}</decisionTable>", "data:I")}");

    private static string Rule(string test, string[] outputs) =>
        $"<rule><inputEntry><text>{test}</text></inputEntry>{string.Concat(outputs.Select(output => $"<outputEntry><text>{output}</text></outputEntry>"))}</rule>";

    private static double Left(DmnModel model, params (string Name, FeelValue Value)[] inputs)
    {
        var context = new FeelContext([.. inputs.Select(input => KeyValuePair.Create(input.Name, input.Value))]);
        return Allocated(() =>
        {
            var outcome = model.Evaluate("D", context, Plain, CancellationToken.None);
            if (outcome.Value.IsNull || outcome.Problems.Count > 0)
                throw new InvalidOperationException("Nothing was decided.");
        });
    }

    // The first rounds fill the pools and make the code; what the runtime itself allocates now and then is in some of the others alone.
    private static double Allocated(Action action) => Enumerable.Range(0, 20).Min(_ =>
    {
        const int Times = 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
    });

    private sealed class AskingTime(Action ask) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            ask();
            return base.GetUtcNow();
        }
    }
}
