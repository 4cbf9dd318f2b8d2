using System.Text;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Tests.Dmn.Models;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Decisions that rest on each other, on data, on knowledge and on other models.</summary>
public sealed class GraphTests
{
    [Fact]
    public void A_decision_knows_what_it_requires_and_nothing_else()
    {
        var reading = Read(Of($"{Input("I", "number")}{Decision("A", "I + 1", "data:I")}{Decision("B", "A + I", "A")}"));

        Assert.Equal("`I` is not known here.", Assert.Single(reading.Problems).Message[.."`I` is not known here.".Length]);
    }

    [Fact]
    public void Data_of_a_wrong_type_are_null_with_a_reason()
    {
        var model = Sound($"{Input("I", "number")}{Decision("D", "I", "data:I")}");

        var outcome = model.Decide("D", ("I", "ten"));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal("wrong-type", Assert.Single(outcome.Problems).Code);
    }

    [Theory]
    [InlineData("{}", "`I` has no `age`, which a `tPerson` has. Where it is not known, give null.")]
    [InlineData("{age: \"old\"}", "`age` of `I` is \"old\", which is no `number`.")]
    [InlineData("{age: 5, licences: [{since: date(\"2026-01-02\")}, {since: 2}]}", "`since` of item 2 of `licences` of `I` is 2, which is no `date`.")]
    [InlineData("{age: 5, licences: 7}", "`licences` of `I` is 7, which is no `tLicences`.")]
    [InlineData("7", "`I` is 7, which is no `tPerson`.")]
    public void What_is_wrong_in_data_is_told_by_its_path(string given, string message)
    {
        var model = Sound($"""
            <itemDefinition name="tLicence"><itemComponent name="since"><typeRef>date</typeRef></itemComponent></itemDefinition>
            <itemDefinition name="tLicences" isCollection="true"><typeRef>tLicence</typeRef></itemDefinition>
            <itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef></itemComponent><itemComponent name="licences"><typeRef>tLicences</typeRef></itemComponent></itemDefinition>
            {Input("I", "tPerson")}{Decision("D", "I", "data:I")}
            """);
        var value = FeelExpression.Read("given", given, [], out _)!.Evaluate(FeelContext.Empty, new DmnEvaluation(RuleLimits.Default, TimeProvider.System), TestContext.Current.CancellationToken).Value;

        var outcome = model.Decide("D", ("I", value));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal(message, Assert.Single(outcome.Problems).Message);
    }

    [Fact]
    public void Values_that_a_type_does_not_allow_are_null_with_a_reason()
    {
        var model = Sound($"<itemDefinition name=\"tGrade\"><typeRef>string</typeRef><allowedValues><text>\"A\", \"B\"</text></allowedValues></itemDefinition>{Input("I", "tGrade")}{Decision("D", "I", "data:I")}");

        Assert.Equal("A", model.Decide("D", ("I", "A")).Value.Text);
        var outcome = model.Decide("D", ("I", "C"));
        Assert.True(outcome.Value.IsNull);
        Assert.Equal("not-allowed", Assert.Single(outcome.Problems).Code);
    }

    [Fact]
    public void Allowed_values_of_a_collection_are_those_of_its_items_and_a_constraint_is_about_the_whole()
    {
        var model = Sound($"""
            <itemDefinition name="tGrades" isCollection="true"><typeRef>number</typeRef><allowedValues><text>[1..6]</text></allowedValues><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
            {Input("I", "tGrades")}{Decision("D", "count(I)", "data:I")}
            """);

        Assert.Equal("2", model.Decide("D", ("I", FeelValue.Of(new FeelList(Number(1), Number(6))))).Value.ToString());
        Assert.Contains(model.Decide("D", ("I", FeelValue.Of(new FeelList(Number(1), Number(7))))).Problems, problem => problem.Code == "not-allowed");
        Assert.Contains(model.Decide("D", ("I", FeelValue.Of(new FeelList(Number(1), Number(1), Number(1))))).Problems, problem => problem.Code == "not-allowed");
    }

    [Fact]
    public void An_input_that_the_model_does_not_know_is_told()
    {
        var outcome = Sound(Decision("D", "1")).Decide("D", ("Typo", true));

        Assert.Equal("unknown-input", Assert.Single(outcome.Problems).Code);
    }

    [Fact]
    public void An_input_that_is_almost_one_of_the_model_is_told_with_that_one()
    {
        var outcome = Sound($"{Input("person", "Any")}{Decision("D", "1")}").Decide("D", ("persn", true));

        Assert.Equal("The model `Test` has no input `persn`: it was not used. Did you mean `person`?", Assert.Single(outcome.Problems).Message);
    }

    [Fact]
    public void A_decision_that_is_not_there_is_refused_with_those_that_are()
    {
        var outcome = Sound(Decision("D", "1")).Decide("E");

        Assert.Equal("unknown-decision", outcome.Refusal!.Code);
        Assert.Contains("`D`", outcome.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Knowledge_is_a_function_that_may_call_itself()
    {
        var model = Sound($"""
            <businessKnowledgeModel id="f" name="factorial"><variable name="factorial"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
            {Literal("if n &lt;= 1 then 1 else n * factorial(n - 1)")}</encapsulatedLogic></businessKnowledgeModel>{Decision("D", "factorial(10)", "knows:f")}
            """);

        Assert.Equal("3628800", model.Decide("D").Value.ToString());
    }

    [Fact]
    public void A_function_without_end_is_refused()
    {
        var model = Sound($"""
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>{Literal("f(n)")}</encapsulatedLogic></businessKnowledgeModel>{Decision("D", "f(1)", "knows:f")}
            """);

        Assert.Equal("limit-exceeded", model.Decide("D").Refusal!.Code);
    }

    [Fact]
    public void A_service_knows_its_arguments_alone_and_answers_a_context_of_several_outputs()
    {
        var model = Sound($"""
            {Input("I", "number")}{Decision("A", "I + 1", "data:I")}{Decision("B", "I * 2", "data:I")}
            <decisionService id="S" name="S"><variable name="S"/><outputDecision href="#A"/><outputDecision href="#B"/><inputData href="#I"/></decisionService>
            {Decision("D", "S(10)", "knows:S")}
            """);

        Assert.Equal("{A: 11, B: 20}", model.Decide("D", ("I", Number(1))).Value.ToString());
        Assert.Equal("{A: 4, B: 6}", model.Call("S", new FeelContext(KeyValuePair.Create("I", Number(3))), new DmnEvaluation(RuleLimits.Default, TimeProvider.System), TestContext.Current.CancellationToken).Value.ToString());
    }

    [Fact]
    public void The_type_of_what_is_given_is_known_before_it_is()
    {
        var model = Sound($"""
            {Input("I", "date")}<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n" typeRef="time"/>{Literal("n")}</encapsulatedLogic></businessKnowledgeModel>{Decision("D", "I", "data:I")}
            """);

        Assert.Equal(FeelType.Date, model.InputType("D", "I"));
        Assert.Equal(FeelType.Time, model.InputType("f", "n"));
        Assert.Null(model.InputType("D", "n"));
    }

    [Fact]
    public void Functions_of_other_languages_are_null_with_a_reason()
    {
        var model = Sound($"""
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic kind="Java"><formalParameter name="n"/><context/></encapsulatedLogic></businessKnowledgeModel>{Decision("D", "f(1)", "knows:f")}
            """);

        Assert.Equal("external", Assert.Single(model.Decide("D").Problems).Code);
    }

    [Fact]
    public void Imported_models_are_contexts_of_the_name_they_are_imported_under()
    {
        var other = Of($"<itemDefinition name=\"tAge\"><typeRef>number</typeRef></itemDefinition>{Input("Age", "tAge")}{Decision("Adult", "Age &gt;= 18", "data:Age")}<businessKnowledgeModel id=\"f\" name=\"twice\"><encapsulatedLogic><formalParameter name=\"n\"/>{Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>", Dmn15, "urn:other");
        var model = Sound(
            $"""
            <import importType="{Dmn15}" name="people" namespace="urn:other" locationURI="people.dmn"/>
            <decision name="D"><variable name="D"/><informationRequirement><requiredDecision href="urn:other#Adult"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:other#f"/></knowledgeRequirement>
            <context><contextEntry><variable name="adult"/>{Literal("people.Adult")}</contextEntry><contextEntry><variable name="four" typeRef="people.tAge"/>{Literal("people.twice(2)")}</contextEntry></context></decision>
            """,
            import => import.LocationUri == "people.dmn" ? new DmnSource("people.dmn", Encoding.UTF8.GetBytes(other)) : null);

        Assert.Equal("{adult: true, four: 4}", model.Decide("D", ("Age", Number(20))).Value.ToString());
        Assert.Equal("{adult: false, four: 4}", model.Decide("D", ("people", FeelValue.Of(new FeelContext(KeyValuePair.Create("Age", Number(2)))))).Value.ToString());
    }

    [Fact]
    public void Data_of_a_model_that_is_imported_on_two_ways_may_differ_by_the_way()
    {
        var greeting = Of($"{Input("Name", "string")}{Decision("Hello", "\"Hello, \" + Name", "data:Name")}", Dmn15, "urn:greeting");
        string Between(string name) => Of($"<import importType=\"{Dmn15}\" name=\"greeting\" namespace=\"urn:greeting\"/>{Decision("Said", "greeting.Hello", "urn:greeting#Hello")}", Dmn15, name);
        var model = Sound(
            $"""
            <import importType="{Dmn15}" name="first" namespace="urn:first"/><import importType="{Dmn15}" name="second" namespace="urn:second"/>
            <decision name="D"><informationRequirement><requiredDecision href="urn:first#Said"/></informationRequirement><informationRequirement><requiredDecision href="urn:second#Said"/></informationRequirement>
            {Literal("[first.Said, second.Said]")}</decision>
            """,
            import => new DmnSource(import.Namespace, Encoding.UTF8.GetBytes(import.Namespace == "urn:greeting" ? greeting : Between(import.Namespace))));

        var outcome = model.Decide("D", ("first", Greeted("Ana")), ("second", Greeted("Juan")));

        Assert.Equal("[\"Hello, Ana\", \"Hello, Juan\"]", outcome.Value.ToString());

        static FeelValue Greeted(string name) => In("greeting", In("Name", name));
        static FeelValue In(string name, FeelValue value) => FeelValue.Of(new FeelContext(KeyValuePair.Create(name, value)));
    }

    [Fact]
    public async Task A_model_is_for_many_threads_at_once()
    {
        var model = Sound($"{Input("I", "number")}{Decision("A", "I * 2", "data:I")}{Decision("D", "A + I", "A", "data:I")}");

        var values = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => model.Decide("D", ("I", Number(i))).Value.ToString())));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i * 3}"), values);
    }

    [Fact]
    public void A_chain_of_a_thousand_decisions_is_decided()
    {
        var chain = string.Concat(Enumerable.Range(1, 1_000).Select(i => Decision($"D{i}", $"D{i - 1} + 1", $"D{i - 1}")));

        Assert.Equal("1000", Sound(Decision("D0", "0") + chain).Decide("D1000").Value.ToString());
    }

    [Fact]
    public void Why_a_value_of_an_imported_model_is_null_is_told_with_that_model_s_name()
    {
        var other = Of($"{Input("birth", "string")}{Decision("year", "date(birth).year", "data:birth")}", name: "urn:other");
        var model = Read(
            Of($"<import importType=\"{Dmn15}\" name=\"people\" namespace=\"urn:other\" locationURI=\"people.dmn\"/>\n{Decision("D", "people.year + 1", "urn:other#year")}"),
            import => new DmnSource("people.dmn", Encoding.UTF8.GetBytes(other))).Model!;

        var problem = Assert.Single(model.Decide("D", ("birth", "long ago")).Problems);

        Assert.Equal(("not-a-date", "people.dmn", 2), (problem.Code, problem.Place.Source, problem.Place.Line));
    }
}
