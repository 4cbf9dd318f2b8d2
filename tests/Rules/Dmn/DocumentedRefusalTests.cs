using System.Text;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>The refusal that docs/rules.md explains is explained so.</summary>
public sealed class DocumentedRefusalTests
{
    private const string Name = "docs/examples/renewal.dmn";

    [Fact]
    public void The_explanation_is_the_one_of_the_page()
    {
        var reading = DmnModel.Read(new DmnSource(Name, File.ReadAllBytes(Repository.File(Name))));
        Assert.True(reading.IsSound, string.Join('\n', reading.Problems));
        var inputs = new FeelContext(
            new("person", FeelValue.Of(new FeelContext(new("age", 72), new("medical valid", false)))),
            new("licence", FeelValue.Of(new FeelContext(new("status", "valid"), new("expires", FeelValue.Of(FeelDate.Of(2026, 3, 28)))))));

        var outcome = reading.Model!.Evaluate("Renewal", inputs, new DmnEvaluation(RuleLimits.Default, TimeProvider.System, Explain: true));

        Assert.Equal("refused", outcome.Value.Text);
        var text = ExplanationText.Of(outcome.Explanation!, "en");
        Assert.Contains("Have yourself examined at any health centre", text, StringComparison.Ordinal);
        Assert.Contains(text.TrimEnd(), File.ReadAllText(Repository.File("docs/rules.md"), Encoding.UTF8), StringComparison.Ordinal);
    }
}
