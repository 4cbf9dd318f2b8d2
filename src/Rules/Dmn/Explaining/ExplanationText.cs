using System.Text;
using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>An explanation as sentences, for the people it is about.</summary>
public sealed class ExplanationText
{
    // Tables of a thousand rules would hide what matters.
    private const int MostMisses = 20;
    private readonly ExplanationWords _words;
    private readonly PlainWords _plain;
    private readonly StringBuilder _text = new();

    private ExplanationText(ExplanationWords words) => (_words, _plain) = (words, new PlainWords(words));

    /// <summary>The sentences, a line each; what something rests on is indented beneath it.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    public static string Of(Explanation explanation, string language)
    {
        var text = new ExplanationText(ExplanationWords.Of(language));
        text.Add(explanation, 0);
        return text._text.ToString();
    }

    private void Add(Explanation explanation, int depth)
    {
        var pattern = explanation.Kind == ExplainedKind.Decision ? _words.Is : _words.Called;
        Line(depth, $"{PlainWords.Say(pattern, $"«{explanation.Name}»", _plain.Value(explanation.Value))} ({Where(explanation.Source, explanation.Place)})");
        if (explanation.Data.Count > 0)
            Line(depth + 1, PlainWords.Say(_words.Data, Outputs(explanation.Data)));
        foreach (var table in explanation.Tables)
            Add(table, depth + 1);
        if (explanation.From.Count == 0)
            return;
        Line(depth + 1, _words.From);
        foreach (var inner in explanation.From)
            Add(inner, depth + 2);
    }

    private void Add(TableExplanation table, int depth)
    {
        var name = $"«{table.Name}»";
        var looked = PlainWords.Joined([.. table.Inputs.Select(input => $"{input.Key} = {_plain.Value(input.Value)}")], _words.And);
        Line(depth, $"{(table.Inputs.Count == 0 ? PlainWords.Say(_words.TableWithoutInputs, name) : PlainWords.Say(_words.Table, name, looked))} ({Where(table.Source, table.Place)})");
        foreach (var hit in table.Hits)
            Add(table, hit, depth);
        if (table.Hits.Count == 0)
            Line(depth, table.Default is { } fallback ? PlainWords.Say(_words.Default, Outputs(fallback)) : _words.NoHit);
        foreach (var miss in table.Misses.Take(MostMisses))
        {
            var (pattern, says) = miss is { LeadsElsewhere: true, Outputs: { } outputs } ? (_words.MissElsewhere, Outputs(outputs)) : (_words.Miss, "");
            Line(depth, $"{PlainWords.Say(pattern, miss.Number, Conditions(miss.Failed, _words.Failed), says)} ({Where(table.Source, miss.Place)})");
            if (miss.LeadsElsewhere)
                Notes(miss.Notes, depth + 1);
        }

        if (table.Misses.Count > MostMisses)
            Line(depth, PlainWords.Say(_words.More, table.Misses.Count - MostMisses));
    }

    private void Add(TableExplanation table, RuleHit hit, int depth)
    {
        var says = Outputs(hit.Outputs);
        var sentence = hit.Conditions.Count == 0 ? PlainWords.Say(_words.HitAlways, hit.Number, says) : PlainWords.Say(_words.Hit, hit.Number, Conditions(hit.Conditions, _words.Met), says);
        Line(depth, $"{sentence} ({Where(table.Source, hit.Place)})");
        Notes(hit.Notes, depth + 1);
    }

    private void Notes(RuleNotes notes, int depth)
    {
        if (notes.Description is { } description)
            Line(depth, PlainWords.Say(_words.Remark, description));
        foreach (var (name, text) in notes.Annotations)
        {
            Line(depth, text == notes.Remedy ? PlainWords.Say(_words.Remedy, text)
                : text == notes.Basis ? PlainWords.Say(_words.Basis, text)
                : name.Length == 0 ? PlainWords.Say(_words.Remark, text)
                : PlainWords.Say(_words.Note, name, text));
        }
    }

    private string Conditions(IReadOnlyList<Condition> conditions, string pattern) =>
        PlainWords.Joined([.. conditions.Select(condition => PlainWords.Say(pattern, condition.Input, _plain.Value(condition.Value), _plain.Condition(condition.Test)))], _words.AndThat);

    private string Outputs(IReadOnlyList<KeyValuePair<string, FeelValue>> outputs) => string.Join(", ", outputs.Select(output => $"{output.Key} = {_plain.Value(output.Value)}"));

    private static string Where(string source, SourcePlace place) => $"{source}:{place.Line}";

    private void Line(int depth, string sentence) => _text.Append(' ', depth * 2).AppendLine(sentence);
}
