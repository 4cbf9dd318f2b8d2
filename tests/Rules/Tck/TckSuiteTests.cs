using System.Text;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Tck;
using Cabildo.Rules.Tests.Dmn;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Tck;

/// <summary>The compatibility kit, and the runner of its cases.</summary>
public sealed class TckSuiteTests
{
    private static readonly string Model = Models.Of($"""
        {Models.Input("I", "number")}{Models.Decision("D", "I / 3", "data:I")}{Models.Decision("E", "1 + null")}
        <businessKnowledgeModel id="f" name="f"><encapsulatedLogic kind="Java"><formalParameter name="n"/><context/></encapsulatedLogic></businessKnowledgeModel>{Models.Decision("F", "f(1)", "knows:f")}
        """);

    [Theory]
    [InlineData("<resultNode name=\"D\"><expected><value xsi:type=\"xsd:decimal\">0.333333333333</value></expected></resultNode>", TckVerdict.Passed)]
    [InlineData("<resultNode name=\"D\"><expected><value xsi:type=\"xsd:decimal\">0.3333</value></expected></resultNode>", TckVerdict.Failed)]
    [InlineData("<resultNode name=\"D\"><expected><value xsi:type=\"xsd:string\">0.333333333333</value></expected></resultNode>", TckVerdict.Failed)]
    [InlineData("<resultNode name=\"E\" errorResult=\"true\"><expected><value xsi:nil=\"true\"/></expected></resultNode>", TckVerdict.Passed)]
    [InlineData("<resultNode name=\"D\" errorResult=\"true\"/>", TckVerdict.Failed)]
    [InlineData("<resultNode name=\"Nowhere\"/>", TckVerdict.Failed)]
    [InlineData("<resultNode name=\"D\"><expected><value xsi:type=\"xsd:hexBinary\">00</value></expected></resultNode>", TckVerdict.Failed)]
    [InlineData("<resultNode name=\"F\"><expected><value xsi:type=\"xsd:decimal\">1</value></expected></resultNode>", TckVerdict.Skipped)]
    public void A_case_passes_fails_or_is_skipped(string result, TckVerdict verdict) => Assert.Equal(verdict, Assert.Single(Run(
        $"<testCase id=\"1\"><inputNode name=\"I\"><value xsi:type=\"xsd:double\">1</value></inputNode>{result}</testCase>")).Verdict);

    [Fact]
    public void A_file_that_is_no_test_fails() => Assert.Equal(TckVerdict.Failed, Assert.Single(new TckSuite(TimeProvider.System).Run("t", "rubbish"u8.ToArray(), _ => null)).Verdict);

    [Theory]
    [InlineData("compliance-level-2")]
    [InlineData("compliance-level-3")]
    public void The_published_cases_pass(string level)
    {
        var folder = Repository.Vector($"dmn-tck/{level}");
        var suite = new TckSuite(TimeProvider.System);

        var outcomes = Directory.EnumerateFiles(folder, "*-test-*.xml", SearchOption.AllDirectories)
            .SelectMany(file => suite.Run(Path.GetFileName(file), File.ReadAllBytes(file), name => new DmnSource(name!, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(file)!, name!)))))
            .ToList();

        Assert.True(outcomes.Count > 50);
        Assert.DoesNotContain(outcomes, outcome => outcome.Verdict == TckVerdict.Failed);
    }

    private static IReadOnlyList<TckOutcome> Run(string cases) => new TckSuite(TimeProvider.System).Run("test", Encoding.UTF8.GetBytes($"""
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
        <modelName>m.dmn</modelName>{cases}</testCases>
        """), name => name == "m.dmn" ? new DmnSource(name, Encoding.UTF8.GetBytes(Model)) : null);
}
