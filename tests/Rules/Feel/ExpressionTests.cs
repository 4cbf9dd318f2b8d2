using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Feel;

/// <summary>Expressions come to what the specification says.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("-5 + 3", "-2")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 0", "null")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("1 + \"a\"", "null")]
    [InlineData("1 = 1.0", "true")]
    [InlineData("1 = \"1\"", "null")]
    [InlineData("null = null", "true")]
    [InlineData("1 < 2 and 2 < 3", "true")]
    [InlineData("true or null", "true")]
    [InlineData("false or null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("5 between 1 and 10", "true")]
    [InlineData("5 in (1, 5)", "true")]
    [InlineData("5 in (1..5)", "false")]
    [InlineData("5 in [1..5]", "true")]
    [InlineData("5 in ]1..5]", "true")]
    [InlineData("5 in [1..5[", "false")]
    [InlineData("5 in (> 3, < 1)", "true")]
    [InlineData("5 in > 7", "false")]
    [InlineData("[1, 2, 3][2]", "2")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]")]
    [InlineData("[{a: 1}, {a: 2}][a = 2].a", "[2]")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{first name: \"x\"}.first name", "\"x\"")]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]")]
    [InlineData("for i in 1..4 return if i <= 2 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3]")]
    [InlineData("some i in [1, 2] satisfies i > 1", "true")]
    [InlineData("every i in [1, 2] satisfies i > 1", "false")]
    [InlineData("if 1 > 2 then \"a\" else \"b\"", "\"b\"")]
    [InlineData("(function(a, b) a + b)(1, 2)", "3")]
    [InlineData("(function(a: number, b: number) a - b)(b: 1, a: 2)", "1")]
    [InlineData("{fac: function(n) if n = 0 then 1 else n * fac(n - 1), x: fac(5)}.x", "120")]
    [InlineData("1 instance of number", "true")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("[1, \"a\"] instance of list<number>", "false")]
    [InlineData("null instance of number", "false")]
    [InlineData("{a: 1} instance of context<a: number>", "true")]
    public void An_expression_comes_to_its_value(string text, string expected) => Assert.Equal(expected, FeelText.Run(text));

    [Fact]
    public void Names_may_have_spaces_and_signs()
    {
        Assert.Equal("3", FeelText.Run("first number + second-number", ("first number", 1), ("second-number", 2)));
        Assert.Equal("-1", FeelText.Run("a-b", ("a", 1), ("b", 2)));
    }
}
