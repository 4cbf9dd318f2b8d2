using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Bench.Rules;

/// <summary>Rules on one thread: a decision table of 20 rules, and compiling expressions. Their goals are figures of their own.</summary>
internal static class RulesBench
{
    private const int TableRules = 20;
    private const int Expressions = 1_000;
    private const double LeastEvaluations = 200_000;
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300);
    private static readonly DmnEvaluation Plain = new(RuleLimits.Default, TimeProvider.System);

    public static IEnumerable<Row> Run()
    {
        var model = Read(TableRules);
        FeelContext[] cases = [.. Enumerable.Range(0, 64).Select(Case)];
        yield return Evaluations(model, cases, Plain, $"a table of {TableRules} rules, {LeastEvaluations:0} evaluations a second");
        yield return Memory(model, cases);
        yield return Evaluations(model, cases, Plain with { Explain = true }, "the same, explained");
        yield return Compiling();
    }

    private static Row Evaluations(DmnModel model, FeelContext[] cases, DmnEvaluation evaluation, string name)
    {
        Rate(model, cases, evaluation, TimeSpan.FromSeconds(2));
        var rates = Enumerable.Range(0, Rounds).Select(_ => Rate(model, cases, evaluation, Round)).Order().ToArray();
        var rate = rates[Rounds / 2];
        var goal = evaluation.Explain ? 0 : LeastEvaluations;
        return new Row(
            name, Text(rate, "/s"), "", goal == 0 ? 1 : rate / goal, goal == 0 ? "none: an explanation is made where one is asked for" : $">= {goal:0}/s a core", rate >= goal);
    }

    // The goal is the outcome alone. What is more is the case's own: its clock, its limits, the values the table looks at. Rules add nothing to it.
    private static Row Memory(DmnModel model, FeelContext[] cases)
    {
        var (all, one, outcome) = (Allocated(() => Decide(model, cases[0], Plain)), Allocated(Once(cases[0])), Allocated(() => GC.KeepAlive(new DmnOutcome(1, [], null, null))));
        return new Row(
            $"memory an evaluation leaves behind; of one rule: {Text(one, "bytes")}", Text(all, "bytes"), Text(outcome, "bytes"), all / outcome, "<= the outcome alone", all <= outcome);
    }

    private static Action Once(FeelContext inputs)
    {
        var model = Read(rules: 1);
        return () => Decide(model, inputs, Plain);
    }

    private static double Allocated(Action action)
    {
        const int Times = 20_000;
        for (var i = 0; i < Times; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
    }

    private static Row Compiling()
    {
        var texts = Enumerable.Range(0, Expressions).Select(i =>
            $"if person.age >= {i % 90} and licence.status in (\"valid\", \"expired\") then round half up(fee.base * {i}.5 / 100, 2) else sum([fee.base, {i}, 12.5])[item > {i}]").ToArray();
        var took = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var text in texts)
                Compile(text);
            took = Math.Min(took, clock.Elapsed.TotalSeconds);
        }

        return new Row($"compiling {Expressions} expressions", Text(took, "s"), "", took, "<= 1 s", took <= 1);
    }

    private static void Compile(string text)
    {
        var scope = new Scope(null);
        scope.Declare("person", new ContextType([new("age", FeelType.Number)]));
        scope.Declare("licence", new ContextType([new("status", FeelType.Text)]));
        scope.Declare("fee", new ContextType([new("base", FeelType.Number)]));
        if (FeelCompiler.Expression(text, scope, []) is null)
            throw new InvalidOperationException($"{text} is no expression.");
    }

    private static double Rate(DmnModel model, FeelContext[] cases, DmnEvaluation evaluation, TimeSpan time)
    {
        var (count, clock) = (0L, Stopwatch.StartNew());
        while (clock.Elapsed < time)
        {
            foreach (var each in cases)
                Decide(model, each, evaluation);
            count += cases.Length;
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static void Decide(DmnModel model, FeelContext inputs, DmnEvaluation evaluation)
    {
        if (model.Evaluate("fee", inputs, evaluation).Value.Number.Sign <= 0)
            throw new InvalidOperationException("The bench's table has no fee for this case.");
    }

    private static FeelContext Case(int number) => new(
        new("class", (FeelValue)((string[])["A", "B", "C", "D"])[number % 4]),
        new("age", (FeelValue)(18 + (number * 7 % 70))),
        new("years", (FeelValue)(number % 6)));

    private static DmnModel Read(int rules) => DmnModel.Read(new DmnSource("fees.dmn", Encoding.UTF8.GetBytes(Table(rules)))) is { IsSound: true, Model: { } read }
        ? read
        : throw new InvalidOperationException("The bench's table is not sound.");

    private static string Table(int count)
    {
        var rules = new StringBuilder();
        string[] classes = ["\"A\"", "\"B\"", "\"C\"", "\"D\", \"E\"", "not(\"A\", \"B\")"];
        string[] ages = ["[18..25)", "[25..65)", "[65..70)", ">= 70"];
        for (var rule = 0; rule < count - 1; rule++)
            rules.Append(Rule(classes[rule % classes.Length], ages[rule % ages.Length], rule % 3 == 0 ? "-" : $"<= {rule % 6}", rule + 1));
        rules.Append(Rule("-", "-", "-", count));
        return $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="fees" namespace="urn:cabildo:bench">
              <inputData name="class" id="i1"><variable name="class" typeRef="string"/></inputData>
              <inputData name="age" id="i2"><variable name="age" typeRef="number"/></inputData>
              <inputData name="years" id="i3"><variable name="years" typeRef="number"/></inputData>
              <decision name="fee" id="d1">
                <variable name="fee" typeRef="number"/>
                <informationRequirement><requiredInput href="#i1"/></informationRequirement>
                <informationRequirement><requiredInput href="#i2"/></informationRequirement>
                <informationRequirement><requiredInput href="#i3"/></informationRequirement>
                <decisionTable hitPolicy="FIRST">
                  <input><inputExpression typeRef="string"><text>class</text></inputExpression></input>
                  <input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
                  <input><inputExpression typeRef="number"><text>years</text></inputExpression></input>
                  <output name="fee" typeRef="number"/>
                  {rules}
                </decisionTable>
              </decision>
            </definitions>
            """;
    }

    private static string Rule(string one, string two, string three, int fee) =>
        $"<rule>{string.Concat(new[] { one, two, three }.Select(cell => $"<inputEntry><text>{cell.Replace("<", "&lt;", StringComparison.Ordinal)}</text></inputEntry>"))}<outputEntry><text>{fee}</text></outputEntry></rule>";

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {unit}");
}
