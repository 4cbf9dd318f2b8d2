using System.Text;
using System.Xml.Linq;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Values;
using Cabildo.Testing;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Whatever becomes of a model, it is read or refused, decides or says why not; nothing is thrown.</summary>
public sealed class MutationTests
{
    private const int Rounds = 500;
    private static readonly DmnEvaluation Bounded = new(new RuleLimits(20_000, 50, 20_000, TimeSpan.FromSeconds(5)), TimeProvider.System, Explain: true);

    private static readonly string[] Texts =
    [
        "", "-", "null", "?", "? > 1", "not(1)", "[1..", "]1..2[", "@\"2026-13-01\"", "licence.status.x", "person", "Renewal(1)", "for i in 1..1000000 return i", "{a: a}", "function(x) x(x)",
        "\"", "1, 2, \"a\"", "sum(person)", "licence", "number", "Licence", "list<Person>", "&", "COLLECT", "OUTPUT ORDER", "SUM", "true", "#person", "urn:none#x", "Person", "0", "😀",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_model_whose_parts_are_moved_and_changed_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var sound = XDocument.Parse(Everything());
        var decided = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var model = new XDocument(sound);
            for (var change = random.Next(1, 5); change > 0; change--)
                Change(model, random);
            decided += Run(model.ToString(SaveOptions.DisableFormatting));
        }

        // Most changes leave something that still works.
        Assert.True(decided > Rounds / 2, $"Only {decided} decided anything.");
    }

    [Fact]
    public void A_model_whose_letters_are_changed_is_read_or_refused()
    {
        var random = new Random(5);
        var sound = Everything();
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder(sound);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length - 20);
                switch (random.Next(3))
                {
                    case 0:
                        text[at] = "<>&\"'/=[]().,x0 \u0000\uD800"[random.Next(18)];
                        break;
                    case 1:
                        text.Remove(at, random.Next(1, 20));
                        break;
                    default:
                        text.Insert(at, sound.AsSpan(random.Next(sound.Length - 20), random.Next(1, 20)));
                        break;
                }
            }

            Run(text.ToString());
        }
    }

    private static int Run(string xml)
    {
        var reading = DmnModel.Read(new DmnSource("mutant.dmn", Encoding.UTF8.GetBytes(xml)), import => new DmnSource(import.Namespace, Encoding.UTF8.GetBytes(xml)));
        Assert.True(reading.Model is not null || reading.Problems.Count > 0);
        var decided = 0;
        foreach (var element in (IEnumerable<DmnElement>)[.. reading.Model?.Decisions ?? [], .. reading.Model?.Services ?? []])
        {
            var outcome = reading.Model!.Evaluate(element.Name, Case(), Bounded, CancellationToken.None);
            decided += outcome.Value.IsNull ? 0 : 1;
            if (outcome.Explanation is { } explanation)
                Assert.NotEmpty(ExplanationText.Of(explanation, "es"));
        }

        return Math.Min(1, decided);
    }

    private static void Change(XDocument model, Random random)
    {
        var elements = model.Descendants().Skip(1).ToList();
        if (elements.Count == 0)
            return;
        var element = elements[random.Next(elements.Count)];
        var other = elements[random.Next(elements.Count)];
        switch (random.Next(7))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2:
                other.Add(new XElement(element));
                break;
            case 3:
                element.Name = other.Name;
                break;
            case 4 when element.Attributes().Any():
                element.Attributes().ElementAt(random.Next(element.Attributes().Count())).Value = Texts[random.Next(Texts.Length)];
                break;
            case 5 when element.Attributes().Any():
                element.Attributes().ElementAt(random.Next(element.Attributes().Count())).Remove();
                break;
            default:
                (elements.Where(each => each.Name.LocalName == "text").ElementAtOrDefault(random.Next(20)) ?? element).Value = Texts[random.Next(Texts.Length)];
                break;
        }
    }

    private static FeelContext Case() => new(
        new("person", FeelValue.Of(new FeelContext(new("age", 72), new("medical valid", false)))),
        new("licence", FeelValue.Of(new FeelContext(new("status", "valid"), new("expires", FeelValue.Of(FeelDate.Of(2026, 3, 28)))))));

    // The example of the docs, with one of everything else that a model may have.
    private static string Everything() => File.ReadAllText(Repository.File("docs/examples/renewal.dmn")).Replace("</definitions>", """
        <import importType="https://www.omg.org/spec/DMN/20230324/MODEL/" name="other" namespace="urn:other"/>
        <businessKnowledgeModel id="half" name="half"><variable name="half" typeRef="number"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n / 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <decision id="boxes" name="Boxes"><variable name="Boxes"/><informationRequirement><requiredInput href="#person"/></informationRequirement><informationRequirement><requiredDecision href="#fee"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#half"/></knowledgeRequirement>
          <context>
            <contextEntry><variable name="list"/><list><literalExpression><text>1</text></literalExpression><literalExpression><text>half(person.age)</text></literalExpression></list></contextEntry>
            <contextEntry><variable name="relation"/><relation><column name="a"/><column name="b"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>Fee</text></literalExpression></row></relation></contextEntry>
            <contextEntry><variable name="called"/><invocation><literalExpression><text>half</text></literalExpression><binding><parameter name="n"/><literalExpression><text>list[1]</text></literalExpression></binding></invocation></contextEntry>
            <contextEntry><variable name="made"/><functionDefinition><formalParameter name="x"/><literalExpression><text>x + called</text></literalExpression></functionDefinition></contextEntry>
            <contextEntry><variable name="chosen"/><conditional><if><literalExpression><text>person.age > 70</text></literalExpression></if><then><literalExpression><text>made(1)</text></literalExpression></then><else><literalExpression><text>0</text></literalExpression></else></conditional></contextEntry>
            <contextEntry><variable name="kept"/><filter><in><literalExpression><text>list</text></literalExpression></in><match><literalExpression><text>item > 1</text></literalExpression></match></filter></contextEntry>
            <contextEntry><variable name="each"/><for iteratorVariable="i"><in><literalExpression><text>list</text></literalExpression></in><return><literalExpression><text>i + count(partial)</text></literalExpression></return></for></contextEntry>
            <contextEntry><variable name="one"/><some iteratorVariable="i"><in><literalExpression><text>list</text></literalExpression></in><satisfies><literalExpression><text>i > 1</text></literalExpression></satisfies></some></contextEntry>
          </context></decision>
        <decision id="points" name="Points"><variable name="Points"/><informationRequirement><requiredInput href="#person"/></informationRequirement>
          <decisionTable hitPolicy="COLLECT" aggregation="SUM"><input><inputExpression typeRef="number"><text>person.age</text></inputExpression><inputValues><text>[0..150]</text></inputValues></input><output name="points"><outputValues><text>1, 2, 3</text></outputValues><defaultOutputEntry><text>1</text></defaultOutputEntry></output>
          <rule><inputEntry><text>? > 60</text></inputEntry><outputEntry><text>1</text></outputEntry></rule><rule><inputEntry><text>not(1, 2)</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable></decision>
        <decisionService id="service" name="Service"><variable name="Service"/><outputDecision href="#points"/><outputDecision href="#fee"/><inputData href="#person"/></decisionService>
        </definitions>
        """, StringComparison.Ordinal);
}
