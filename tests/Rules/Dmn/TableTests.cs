using Cabildo.Rules.Dmn;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Decision tables and what their hit policies make of the rules that hit.</summary>
public sealed class TableTests
{
    private const string Columns = "<input><inputExpression><text>I</text></inputExpression></input>";

    [Theory]
    [InlineData("UNIQUE", "", "1", "\"low\"")]
    [InlineData("UNIQUE", "", "15", "null")]
    [InlineData("ANY", "", "15", "null")]
    [InlineData("FIRST", "", "15", "\"middle\"")]
    [InlineData("PRIORITY", "", "15", "\"high\"")]
    [InlineData("RULE ORDER", "", "15", "[\"middle\", \"high\"]")]
    [InlineData("OUTPUT ORDER", "", "15", "[\"high\", \"middle\"]")]
    [InlineData("COLLECT", "", "15", "[\"middle\", \"high\"]")]
    [InlineData("COLLECT", "COUNT", "15", "2")]
    [InlineData("COLLECT", "MIN", "15", "\"high\"")]
    [InlineData("COLLECT", "MAX", "15", "\"middle\"")]
    [InlineData("COLLECT", "SUM", "15", "null")]
    [InlineData("COLLECT", "", "100", "[]")]
    [InlineData("COLLECT", "COUNT", "100", "0")]
    [InlineData("UNIQUE", "", "100", "null")]
    public void A_hit_policy_says_what_comes_of_several_rules(string policy, string aggregation, string input, string expected)
    {
        var model = Table(
            $"hitPolicy=\"{policy}\"{(aggregation.Length > 0 ? $" aggregation=\"{aggregation}\"" : "")}",
            $"{Columns}<output><outputValues><text>\"high\", \"middle\", \"low\"</text></outputValues></output>",
            ("&lt; 10", "\"low\""), ("[10..20]", "\"middle\""), ("[15..30]", "\"high\""));

        Assert.Equal(expected, model.Decide("D", ("I", Number(decimal.Parse(input, System.Globalization.CultureInfo.InvariantCulture)))).Value.ToString());
    }

    [Theory]
    [InlineData("SUM", "35")]
    [InlineData("MIN", "5")]
    [InlineData("MAX", "20")]
    [InlineData("COUNT", "3")]
    public void Numbers_are_taken_together(string aggregation, string expected)
    {
        var model = Table($"hitPolicy=\"COLLECT\" aggregation=\"{aggregation}\"", $"{Columns}<output/>", ("-", "10"), ("&gt; 1", "20"), ("", "5"), ("&lt; 0", "99"));

        Assert.Equal(expected, model.Decide("D", ("I", Number(2))).Value.ToString());
    }

    [Fact]
    public void Several_outputs_are_a_context_and_their_priorities_count_from_the_left()
    {
        var model = Sound($"""
            {Input("I", "number")}
            {Boxed("D", $"<decisionTable hitPolicy=\"PRIORITY\">{Columns}<output name=\"a\"><outputValues><text>\"x\",\"y\"</text></outputValues></output><output name=\"b\"><outputValues><text>2,1</text></outputValues></output>{Rule("-", "\"y\"", "2")}{Rule("-", "\"x\"", "1")}{Rule("-", "\"x\"", "2")}</decisionTable>", "data:I")}
            """);

        Assert.Equal("{a: \"x\", b: 2}", model.Decide("D", ("I", Number(1))).Value.ToString());
    }

    [Fact]
    public void Where_no_rule_hits_the_default_outputs_hold()
    {
        var model = Table("", $"{Columns}<output><defaultOutputEntry><text>\"none\"</text></defaultOutputEntry></output>", ("1", "\"one\""));

        Assert.Equal("none", model.Decide("D", ("I", Number(2))).Value.Text);
    }

    [Fact]
    public void Several_rules_of_a_unique_table_are_told_by_their_numbers()
    {
        var outcome = Table("", $"{Columns}<output/>", ("1", "1"), ("2", "2"), ("&lt; 5", "3")).Decide("D", ("I", Number(2)));

        var problem = Assert.Single(outcome.Problems);
        Assert.Equal("several-rules", problem.Code);
        Assert.Contains("(2, 3)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_the_table_does_not_take_makes_it_null_with_a_reason()
    {
        var model = Table("", "<input><inputExpression><text>I</text></inputExpression><inputValues><text>[0..10]</text></inputValues></input><output/>", ("-", "1"));

        Assert.Equal("1", model.Decide("D", ("I", Number(10))).Value.ToString());
        Assert.Equal("not-allowed", Assert.Single(model.Decide("D", ("I", Number(11))).Problems).Code);
    }

    [Fact]
    public void An_output_that_is_not_among_the_output_values_is_null_with_a_reason()
    {
        var outcome = Table("", $"{Columns}<output><outputValues><text>1, 2</text></outputValues></output>", ("-", "3")).Decide("D", ("I", Number(1)));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal("not-allowed", Assert.Single(outcome.Problems).Code);
    }

    [Fact]
    public void A_condition_may_use_the_input_as_a_question_mark_and_other_names()
    {
        var model = Sound($"""
            {Input("I", "string")}{Input("Limit", "number")}
            {Boxed("D", $"<decisionTable>{Columns}<output/>{Rule("string length(?) &gt; Limit", "\"long\"")}{Rule("not(string length(?) &gt; Limit)", "\"short\"")}</decisionTable>", "data:I", "data:Limit")}
            """);

        Assert.Equal("long", model.Decide("D", ("I", "abcdef"), ("Limit", Number(3))).Value.Text);
        Assert.Equal("short", model.Decide("D", ("I", "ab"), ("Limit", Number(3))).Value.Text);
    }

    [Fact]
    public void A_table_without_inputs_has_one_rule_that_always_holds()
    {
        var model = Sound(Boxed("D", "<decisionTable><output/><rule><outputEntry><text>7</text></outputEntry></rule></decisionTable>"));

        Assert.Equal("7", model.Decide("D").Value.ToString());
    }

    [Fact]
    public void A_rule_that_is_not_as_wide_as_the_table_is_told()
    {
        var reading = Read(Of(Boxed("D", $"<decisionTable>{Columns.Replace("I<", "1<", StringComparison.Ordinal)}<output/>\n<rule><outputEntry><text>7</text></outputEntry></rule></decisionTable>")));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("wrong-row", 3), (problem.Code, problem.Place.Line));
        Assert.True(reading.Model!.Decide("D").Value.IsNull);
    }

    private static DmnModel Table(string attributes, string columns, params (string Test, string Output)[] rules) => Sound(
        $"{Input("I", "number")}{Boxed("D", $"<decisionTable {attributes}>{columns}{string.Concat(rules.Select(rule => Rule(rule.Test, rule.Output)))}</decisionTable>", "data:I")}");

    private static string Rule(string test, params string[] outputs) =>
        $"<rule><inputEntry><text>{test}</text></inputEntry>{string.Concat(outputs.Select(output => $"<outputEntry><text>{output}</text></outputEntry>"))}</rule>";
}
