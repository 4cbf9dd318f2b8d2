using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Boxed expressions.</summary>
public sealed class BoxedTests
{
    [Theory]
    [InlineData("<list><literalExpression><text>1</text></literalExpression><literalExpression><text>\"a\"</text></literalExpression></list>", "[1, \"a\"]")]
    [InlineData("<context><contextEntry><variable name=\"a\"/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><variable name=\"b\"/><literalExpression><text>a + 1</text></literalExpression></contextEntry></context>", "{a: 1, b: 2}")]
    [InlineData("<context><contextEntry><variable name=\"a\"/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><literalExpression><text>a + 9</text></literalExpression></contextEntry></context>", "10")]
    [InlineData("<relation><column name=\"x\"/><column name=\"y z\"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation>", "[{x: 1, y z: 2}]")]
    [InlineData("<conditional><if><literalExpression><text>1 &gt; 2</text></literalExpression></if><then><literalExpression><text>1</text></literalExpression></then><else><literalExpression><text>2</text></literalExpression></else></conditional>", "2")]
    [InlineData("<filter><in><literalExpression><text>[{p: 1}, {p: 5}]</text></literalExpression></in><match><literalExpression><text>p &gt; 2 and item.p &lt; 9</text></literalExpression></match></filter>", "[{p: 5}]")]
    [InlineData("<for iteratorVariable=\"i\"><in><literalExpression><text>[1..4]</text></literalExpression></in><return><literalExpression><text>if i = 1 then 1 else partial[-1] * i</text></literalExpression></return></for>", "[1, 2, 6, 24]")]
    [InlineData("<some iteratorVariable=\"i\"><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>i = 2</text></literalExpression></satisfies></some>", "true")]
    [InlineData("<every iteratorVariable=\"i\"><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>i = 2</text></literalExpression></satisfies></every>", "false")]
    [InlineData("<invocation><literalExpression><text>substring</text></literalExpression><binding><parameter name=\"string\"/><literalExpression><text>\"foobar\"</text></literalExpression></binding><binding><parameter name=\"start position\"/><literalExpression><text>4</text></literalExpression></binding></invocation>", "\"bar\"")]
    public void An_expression_comes_to_its_value(string expression, string value) => Assert.Equal(value, Sound(Boxed("D", expression)).Decide("D").Value.ToString());

    [Fact]
    public void A_function_of_a_context_may_call_itself_and_is_called_by_names()
    {
        var model = Sound(Boxed("D", $"""
            <context><contextEntry><variable name="sum to"/><functionDefinition><formalParameter name="n" typeRef="number"/>{Literal("if n = 0 then 0 else n + sum to(n - 1)")}</functionDefinition></contextEntry>
            <contextEntry><invocation>{Literal("sum to")}<binding><parameter name="n"/>{Literal("4")}</binding></invocation></contextEntry></context>
            """));

        Assert.Equal("10", model.Decide("D").Value.ToString());
    }

    [Theory]
    [InlineData("n", "\"four\"", "wrong-type", "`f` takes a number as `n`, and this is a string: the answer is always null.")]
    [InlineData("m", "4", "unknown-parameter", "`f` has no parameter called `m`. It takes n: number.")]
    public void A_call_with_wrong_arguments_is_told_and_is_null_with_a_reason(string parameter, string argument, string code, string message)
    {
        var reading = Read(Of($"""
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>{Literal("n")}</encapsulatedLogic></businessKnowledgeModel>
            {Boxed("D", $"<invocation>{Literal("f")}<binding><parameter name=\"{parameter}\"/>{Literal(argument)}</binding></invocation>", "knows:f")}
            """));

        Assert.Equal(message, Assert.Single(reading.Problems).Message);
        Assert.Equal(code, Assert.Single(reading.Model!.Decide("D").Problems).Code);
    }

    [Fact]
    public void A_value_is_coerced_to_the_type_that_an_expression_declares()
    {
        var model = Sound("""
            <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
            <decision name="List"><variable name="List" typeRef="tNumbers"/><literalExpression><text>1</text></literalExpression></decision>
            <decision name="One"><variable name="One"/><literalExpression typeRef="number"><text>[2]</text></literalExpression></decision>
            """);

        Assert.Equal("[1]", model.Decide("List").Value.ToString());
        Assert.Equal("2", model.Decide("One").Value.ToString());
    }
}
