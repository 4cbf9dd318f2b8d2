using Cabildo.Rules.Dmn;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>What is read, and what is said of what cannot be.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Models_of_DMN_1_2_to_1_5_are_read(string space)
    {
        var reading = Read(Of(Decision("D", "1 + 1"), space));

        Assert.True(reading.IsSound);
        Assert.Equal("2", reading.Model!.Decide("D").Value.ToString());
    }

    [Fact]
    public void Elements_of_other_vocabularies_are_passed_over()
    {
        var model = Sound($"<extensionElements><x:a xmlns:x=\"urn:x\"><x:decision name=\"no\"/></x:a></extensionElements>{Decision("D", "1")}");

        Assert.Equal(["D"], model.Decisions.Select(decision => decision.Name));
    }

    [Theory]
    [InlineData("", "malformed-xml", "test.dmn")]
    [InlineData("nonsense", "malformed-xml", "test.dmn")]
    [InlineData("<a/>", "malformed-xml", "test.dmn:1:2: The document is a `a`")]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\">\n<decision>", "malformed-xml", "test.dmn:2:")]
    [InlineData("<decision xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", "not-a-model", "test.dmn:1:2: ")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>", "malformed-xml", "test.dmn:1:1: The document has a document type (DOCTYPE), which is never read. Take it out.")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- -->  <!DOCTYPE a>\n<a/>", "malformed-xml", "test.dmn:2:11: The document has a document type")]
    public void What_is_no_model_is_refused_with_its_place(string xml, string code, string says)
    {
        var reading = Read(xml);

        Assert.Null(reading.Model);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_too_deep_is_refused()
    {
        var reading = Read(Of(string.Concat(Enumerable.Repeat("<context>", 200)) + string.Concat(Enumerable.Repeat("</context>", 200))));

        Assert.Null(reading.Model);
        Assert.Contains("deep", reading.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_decisions_is_named()
    {
        var reading = Read(Of($"{Decision("A", "B", "B")}\n{Decision("B", "C", "C")}\n{Decision("C", "A", "A")}"));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("circle", problem.Code);
        Assert.Contains("`A` → `B` → `C` → `A`", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, problem.Place.Line);
        Assert.Contains(reading.Model!.Decide("A").Problems, each => each.Code == "circle");
    }

    [Theory]
    [InlineData("<decision id=\"D\" name=\"D\"><informationRequirement><requiredInput href=\"#x\"/></informationRequirement></decision>", "unknown-reference")]
    [InlineData("<inputData name=\"I\"><variable name=\"I\" typeRef=\"tNone\"/></inputData>", "unknown-type")]
    [InlineData("<inputData name=\"I\"/>\n<inputData name=\"I\"/>", "name-twice")]
    [InlineData("<inputData/>", "no-name")]
    [InlineData("<import importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"x\" namespace=\"urn:none\"/>", "unknown-import")]
    [InlineData("<itemDefinition name=\"t\"><itemComponent name=\"c\"><typeRef>t</typeRef></itemComponent></itemDefinition>", "type-circle")]
    [InlineData("<decisionService name=\"S\"/>", "no-output")]
    [InlineData("<decision name=\"D\"><literalExpression expressionLanguage=\"urn:basic\"><text>1</text></literalExpression></decision>", "unknown-language")]
    [InlineData("<decision name=\"D\"><variable name=\"D\" typeRef=\"number\"/><literalExpression><text>\"one\"</text></literalExpression></decision>", "wrong-type")]
    [InlineData("<decision name=\"D\"><literalExpression><text></text></literalExpression></decision>", "no-expression")]
    public void What_is_wrong_in_a_model_has_a_code_and_a_place(string elements, string code)
    {
        var reading = Read(Of(elements));

        Assert.NotNull(reading.Model);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(code, problem.Code);
        Assert.InRange(problem.Place.Line, 2, 3);
    }

    [Fact]
    public void The_place_of_a_mistake_in_FEEL_is_that_in_the_model()
    {
        var reading = Read(Of("<decision name=\"D\">\n<literalExpression>\n  <text>1 +\n  nobody</text></literalExpression></decision>"));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((5, 3), (problem.Place.Line, problem.Place.Column));
    }

    [Fact]
    public void A_reason_at_run_time_has_its_place_in_the_model_too()
    {
        var model = Read(Of($"{Input("I", "Any")}\n{Decision("D", "I + 1", "data:I")}")).Model!;

        var outcome = model.Decide("D", ("I", "text"));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal(3, Assert.Single(outcome.Problems).Place.Line);
    }

    [Fact]
    public void Types_that_double_at_every_level_are_refused()
    {
        var types = string.Concat(Enumerable.Range(0, 40).Select(i => $"<itemDefinition name=\"t{i}\"><itemComponent name=\"a\"><typeRef>t{i + 1}</typeRef></itemComponent><itemComponent name=\"b\"><typeRef>t{i + 1}</typeRef></itemComponent></itemDefinition>"));

        var reading = Read(Of($"{types}<itemDefinition name=\"t40\"><typeRef>number</typeRef></itemDefinition>"));

        Assert.Contains(reading.Problems, problem => problem.Code == "type-too-large");
    }

    [Fact]
    public void Names_may_be_written_over_several_lines()
    {
        var model = Sound("<inputData id=\"i\" name=\"First\n  name\"><variable name=\"First name\" typeRef=\"string\"/></inputData><decision name=\"D\"><informationRequirement><requiredInput href=\"#i\"/></informationRequirement><literalExpression><text>First name + \"!\"</text></literalExpression></decision>");

        Assert.Equal("Ana!", model.Decide("D", ("First name", "Ana")).Value.Text);
    }
}
