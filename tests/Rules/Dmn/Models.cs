using System.Text;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Models as the tests write them.</summary>
internal static class Models
{
    public const string Dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    private static readonly DmnEvaluation Plain = new(RuleLimits.Default, TimeProvider.System);

    /// <summary>A model of these elements; the first of them stands in line 2.</summary>
    public static string Of(string elements, string space = Dmn15, string name = "urn:test") =>
        $"<definitions xmlns=\"{space}\" namespace=\"{name}\" name=\"Test\">\n{elements}\n</definitions>";

    public static DmnReading Read(string xml, DmnResolver? resolver = null) => DmnModel.Read(new DmnSource("test.dmn", Encoding.UTF8.GetBytes(xml)), resolver);

    /// <summary>A model that must be sound.</summary>
    public static DmnModel Sound(string elements, DmnResolver? resolver = null)
    {
        var reading = Read(Of(elements), resolver);
        Assert.Empty(reading.Problems);
        return reading.Model!;
    }

    public static DmnOutcome Decide(this DmnModel model, string name, params (string Name, FeelValue Value)[] inputs) =>
        model.Evaluate(name, Inputs(inputs), Plain, TestContext.Current.CancellationToken);

    public static DmnOutcome Explain(this DmnModel model, string name, params (string Name, FeelValue Value)[] inputs) =>
        model.Evaluate(name, Inputs(inputs), Plain with { Explain = true }, TestContext.Current.CancellationToken);

    public static FeelValue Number(decimal value) => (FeelNumber)value;

    /// <summary>A decision of an expression that requires these.</summary>
    public static string Decision(string name, string feel, params string[] requires) =>
        $"<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/>{Requirements(requires)}<literalExpression><text>{feel}</text></literalExpression></decision>";

    public static string Input(string name, string type) => $"<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{type}\"/></inputData>";

    public static string Boxed(string name, string expression, params string[] requires) =>
        $"<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/>{Requirements(requires)}{expression}</decision>";

    public static string Literal(string feel) => $"<literalExpression><text>{feel}</text></literalExpression>";

    private static string Requirements(string[] requires) => string.Concat(requires.Select(required => required.Split(':') switch
    {
        ["urn", ..] => $"<informationRequirement><requiredDecision href=\"{required}\"/></informationRequirement>",
        ["data", var id] => $"<informationRequirement><requiredInput href=\"#{id}\"/></informationRequirement>",
        ["knows", var id] => $"<knowledgeRequirement><requiredKnowledge href=\"#{id}\"/></knowledgeRequirement>",
        _ => $"<informationRequirement><requiredDecision href=\"#{required}\"/></informationRequirement>",
    }));

    private static FeelContext Inputs((string Name, FeelValue Value)[] inputs) => new([.. inputs.Select(input => KeyValuePair.Create(input.Name, input.Value))]);
}
