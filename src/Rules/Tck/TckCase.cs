using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tck;

/// <summary>A test case: one evaluation, and what it must come to.</summary>
/// <param name="Id">Its id in its file.</param>
/// <param name="Invocable">The service or knowledge model that is called; null if decisions are made.</param>
/// <param name="Inputs">What is given.</param>
/// <param name="Results">What is expected.</param>
internal sealed record TckCase(string Id, string? Invocable, FeelContext Inputs, IReadOnlyList<TckResult> Results)
{
    private const string Space = "http://www.omg.org/spec/DMN/20160719/testcase";

    /// <summary>Reads a file of cases: the name of the model's file, and the cases.</summary>
    /// <exception cref="FormatException">A value is not understood.</exception>
    /// <exception cref="System.Xml.XmlException">It is malformed, or no file of test cases.</exception>
    public static (string? Model, IReadOnlyList<TckCase> Cases) Read(ReadOnlyMemory<byte> xml)
    {
        var root = new ElementReader("test cases", space => space == Space, ElementReader.Limits).Read(xml);
        return (root.Child("modelName")?.Text.Trim(), [.. root.All("testCase").Select(Case)]);
    }

    private static TckCase Case(Element element) => new(
        element.Attribute("id") ?? "",
        element.Attribute("type") is "decisionService" or "bkm" ? element.NameAttribute("invocableName") : null,
        new FeelContext([.. element.All("inputNode").Select(input => KeyValuePair.Create(input.NameAttribute() ?? "", TckValue.Read(input))).DistinctBy(input => input.Key)]),
        [.. element.All("resultNode").Select(result => new TckResult(
            result.NameAttribute() ?? "",
            result.Child("expected") is { } expected ? TckValue.Read(expected) : FeelValue.Null,
            result.Attribute("errorResult") is "true" or "1"))]);
}

/// <summary>What a decision must come to.</summary>
/// <param name="Name">The decision.</param>
/// <param name="Expected">The value.</param>
/// <param name="IsError">Whether it is null by a mistake: then null is enough.</param>
internal sealed record TckResult(string Name, FeelValue Expected, bool IsError);
