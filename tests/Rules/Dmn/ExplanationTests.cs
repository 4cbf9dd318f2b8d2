using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>How a decision says how it came about.</summary>
public sealed class ExplanationTests
{
    private static readonly string Model = $"""
        {Input("Age", "number")}{Input("Country", "string")}
        <decision id="Eligible" name="Eligible"><variable name="Eligible" typeRef="boolean"/>
        <informationRequirement><requiredInput href="#Age"/></informationRequirement><informationRequirement><requiredInput href="#Country"/></informationRequirement>
        <decisionTable hitPolicy="FIRST">
        <input><inputExpression><text>Age</text></inputExpression></input><input label="Country of birth"><inputExpression><text>Country</text></inputExpression></input>
        <output/><annotation name="Norma"/><annotation name="Remedio"/>
        <rule><inputEntry><text>&gt;= 18</text></inputEntry><inputEntry><text>"UY", "AR"</text></inputEntry><outputEntry><text>true</text></outputEntry><annotationEntry><text>Art. 12</text></annotationEntry><annotationEntry><text>Presentar otra vez al cumplir 18.</text></annotationEntry></rule>
        <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>false</text></outputEntry></rule>
        </decisionTable></decision>
        {Decision("Answer", "Eligible", "Eligible")}
        """;

    [Fact]
    public void Nobody_pays_for_an_explanation_that_was_not_asked_for() => Assert.Null(Sound(Model).Decide("Answer", ("Age", Number(17)), ("Country", "UY")).Explanation);

    [Fact]
    public void A_decision_says_what_it_rests_on_and_a_table_which_rule_hit()
    {
        var whole = Sound(Model).Explain("Answer", ("Age", Number(20)), ("Country", "AR")).Explanation!;

        Assert.Equal("Answer", whole.Name);
        var eligible = Assert.Single(whole.From);
        var table = Assert.Single(eligible.Tables);
        Assert.Equal(["Age", "Country of birth"], table.Inputs.Select(input => input.Key));
        var hit = Assert.Single(table.Hits);
        Assert.Equal((1, 8), (hit.Number, hit.Place.Line));
        Assert.Equal("Art. 12", hit.Notes.Basis);
        Assert.Empty(table.Misses);
    }

    [Fact]
    public void A_rule_that_did_not_hit_says_every_condition_that_failed_and_on_what()
    {
        var table = Sound(Model).Explain("Eligible", ("Age", Number(17)), ("Country", "BR")).Explanation!.Tables[0];

        Assert.Equal(2, Assert.Single(table.Hits).Number);
        var miss = Assert.Single(table.Misses);
        Assert.Equal(["Age: 17, >= 18", "Country of birth: \"BR\", \"UY\", \"AR\""], miss.Failed.Select(cell => $"{cell.Input}: {cell.Value}, {cell.Test}"));
        Assert.Equal("Presentar otra vez al cumplir 18.", miss.Notes.Remedy);
    }

    [Fact]
    public void It_is_told_in_plain_English()
    {
        var text = ExplanationText.Of(Sound(Model).Explain("Eligible", ("Age", Number(17)), ("Country", "UY")).Explanation!, "en");

        Assert.Contains("«Eligible» is false. (test.dmn:3)", text, StringComparison.Ordinal);
        Assert.Contains("Rule 1 would say Eligible = true, but does not apply: Age is 17, and would have to be 18 or more. (test.dmn:8)", text, StringComparison.Ordinal);
        Assert.Contains("Basis: Art. 12", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_told_in_plain_Spanish()
    {
        var text = ExplanationText.Of(Sound(Model).Explain("Eligible", ("Age", Number(17)), ("Country", "BR")).Explanation!, "es");

        Assert.Contains("«Eligible» es falso.", text, StringComparison.Ordinal);
        Assert.Contains("La regla 1 diría Eligible = verdadero, pero no se aplica: Age es 17 y tendría que ser 18 o más, y Country of birth es \"BR\" y tendría que ser \"UY\" o \"AR\".", text, StringComparison.Ordinal);
        Assert.Contains("Qué se puede hacer: Presentar otra vez al cumplir 18.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_would_say_the_same_has_no_remedy()
    {
        var model = Sound(Model.Replace("<rule><inputEntry><text>-</text>", "<rule><inputEntry><text>&lt; 0</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>false</text></outputEntry><annotationEntry><text/></annotationEntry><annotationEntry><text>Nacer.</text></annotationEntry></rule><rule><inputEntry><text>-</text>", StringComparison.Ordinal));

        var explanation = model.Explain("Eligible", ("Age", Number(17)), ("Country", "UY")).Explanation!;

        Assert.Equal([(1, true), (2, false)], explanation.Tables[0].Misses.Select(miss => (miss.Number, miss.LeadsElsewhere)));
        var text = ExplanationText.Of(explanation, "en");
        Assert.Contains("Rule 2 does not apply: Age is 17, and would have to be less than 0.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nacer.", text, StringComparison.Ordinal);
        Assert.Contains("Presentar otra vez", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_deeper_than_anybody_looks_is_told_in_part()
    {
        var deep = FeelValue.Of(new FeelList(Number(1)));
        for (var i = 0; i < 100_000; i++)
            deep = FeelValue.Of(new FeelContext(new("a", deep), new("b", Number(i))));

        Assert.Contains("I = (a: (a: (a: …, b: 99997), b: 99998), b: 99999)", ExplanationText.Of(Sound($"{Input("I", "Any")}{Decision("D", "1 + count(get entries(I))", "data:I")}").Explain("D", ("I", deep)).Explanation!, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Knowledge_that_was_called_is_told_of_too()
    {
        var model = Sound($"""
            <businessKnowledgeModel id="f" name="twice"><encapsulatedLogic><formalParameter name="n"/>{Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>{Decision("D", "twice(4)", "knows:f")}
            """);

        var called = Assert.Single(model.Explain("D").Explanation!.From);

        Assert.Equal((ExplainedKind.Knowledge, "twice", "8"), (called.Kind, called.Name, called.Value.ToString()));
    }
}
