using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cabildo.Cli.Help;
using Cabildo.Rules.Dmn;
using Cabildo.Rules.Dmn.Explaining;
using Cabildo.Rules.Dmn.Json;

namespace Cabildo.Cli.Rules;

/// <summary>What rules decided, in words and for programs.</summary>
internal static class OutcomeText
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All), SkipValidation = true };

    public static void Plain(
        TextWriter output, TextWriter errors, string file, IReadOnlyList<DmnProblem> problems, IReadOnlyList<(string Name, DmnOutcome Outcome)> outcomes, string language)
    {
        foreach (var problem in problems)
            errors.WriteLine(Shown.Text(problem.ToString()));
        foreach (var (name, outcome) in outcomes)
        {
            foreach (var problem in outcome.Problems)
                errors.WriteLine(Shown.Text(new DmnProblem(problem.Place.Source ?? file, problem.Code, problem.Message, problem.Place).ToString()));
            if (outcome.Refusal is { } refusal)
                errors.WriteLine(Shown.Text($"{file}: {refusal.Message}"));
            else
                output.WriteLine(Shown.Text(outcomes.Count == 1 ? outcome.Value.ToString() : $"{name}: {outcome.Value}"));
            if (outcome.Explanation is { } explanation)
                WriteLines(output, ExplanationText.Of(explanation, language));
        }
    }

    public static string Json(IReadOnlyList<DmnProblem> problems, IReadOnlyList<(string Name, DmnOutcome Outcome)> outcomes)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("decisions");
            foreach (var (name, outcome) in outcomes)
                Write(writer, name, outcome);
            writer.WriteEndArray();
            writer.WriteStartArray("problems");
            foreach (var problem in problems)
                Problem(writer, problem.Source, problem.Code, problem.Message, problem.Place.Line, problem.Place.Column);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + Environment.NewLine;
    }

    private static void Write(Utf8JsonWriter writer, string name, DmnOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WritePropertyName("value");
        FeelJson.Write(writer, outcome.Value);
        if (outcome.Refusal is { } refusal)
        {
            writer.WriteString("refusal", refusal.Code);
            writer.WriteString("reason", refusal.Message);
        }

        writer.WriteStartArray("reasons");
        foreach (var problem in outcome.Problems)
            Problem(writer, problem.Place.Source, problem.Code, problem.Message, problem.Place.Line, problem.Place.Column);
        writer.WriteEndArray();
        if (outcome.Explanation is { } explanation)
        {
            writer.WritePropertyName("explanation");
            ExplanationJson.Write(writer, explanation);
        }

        writer.WriteEndObject();
    }

    private static void Problem(Utf8JsonWriter writer, string? file, string code, string message, int line, int column)
    {
        writer.WriteStartObject();
        if (file is not null)
            writer.WriteString("file", file);
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    private static void WriteLines(TextWriter output, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.WriteLine(Shown.Text(line.TrimEnd('\r')));
    }
}
