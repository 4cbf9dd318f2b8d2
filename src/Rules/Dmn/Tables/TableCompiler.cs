using Cabildo.Rules.Dmn.Boxed;
using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Tables;

/// <summary>Compiles decision tables (DMN 1.5 §8).</summary>
internal sealed class TableCompiler(BoxedCompiler boxed)
{
    private readonly ModelFile _file = boxed.File;

    public Code Compile(Element table, Scope scope, string what)
    {
        List<InputColumn> inputs = [.. table.All("input").Select((input, i) => Input(input, scope, i + 1))];
        List<OutputColumn> outputs = [.. Outputs(table, scope)];
        if (outputs.Count == 0)
            _file.Problem("no-output", "A decision table needs an output.", table.Place);
        List<string> annotations = [.. table.All("annotation").Select(annotation => annotation.NameAttribute() ?? "")];
        var rules = new List<TableRule>();
        foreach (var rule in table.All("rule"))
        {
            if (Rule(rule, rules.Count + 1, inputs, outputs, annotations, scope) is { } compiled)
                rules.Add(compiled);
            else
                return new Broken($"Rule {rules.Count + 1} of the table is not as wide as the table.") { Place = rule.Place };
        }

        return new TableCode(table.NameAttribute("outputLabel") ?? what.Trim('`'), _file.Source, Policy(table), Aggregate(table), [.. inputs], [.. outputs], [.. rules])
        {
            Place = table.Place,
            Type = TypeOf(table, outputs),
        };
    }

    private InputColumn Input(Element input, Scope scope, int number)
    {
        var expression = input.Child("inputExpression");
        var text = expression?.Child("text");
        var label = input.NameAttribute("label") is { Length: > 0 } written ? written : Element.Normalise(text?.Text ?? $"{number}");
        var type = _file.Types.Of(expression);
        Code code;
        if (text is null || string.IsNullOrWhiteSpace(text.Text))
        {
            _file.Problem("no-expression", $"Input {number} of the table has no expression.", input.Place);
            code = new Broken("The input has no expression.") { Place = input.Place };
        }
        else
        {
            code = FeelSource.Expression(_file, text, scope);
        }

        code = Conforming.Of(_file, code, type, $"`{label}`");
        return new InputColumn(label, code, _file.Types.Values(input.Child("inputValues"), code.Type), (text ?? input).Place);
    }

    private IEnumerable<OutputColumn> Outputs(Element table, Scope scope)
    {
        List<Element> outputs = [.. table.All("output")];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            var name = output.NameAttribute() ?? "";
            if (outputs.Count > 1 && (name.Length == 0 || !names.Add(name)))
                _file.Problem("no-name", "Each of several outputs needs a name of its own.", output.Place);
            var type = _file.Types.Of(output);
            var values = _file.Types.Values(output.Child("outputValues"), type.Feel);
            var fallback = output.Child("defaultOutputEntry") is { } entry && entry.Child("text") is { } text && !string.IsNullOrWhiteSpace(text.Text)
                ? Conforming.Of(_file, FeelSource.Expression(_file, text, scope), type, $"`{name}`")
                : null;
            yield return new OutputColumn(name, type, values, values ?? type.Allowed ?? type.Element?.Allowed, fallback);
        }
    }

    private TableRule? Rule(Element rule, int number, List<InputColumn> inputs, List<OutputColumn> outputs, List<string> annotations, Scope scope)
    {
        List<Element> tests = [.. rule.All("inputEntry")];
        List<Element> results = [.. rule.All("outputEntry")];
        if (tests.Count != inputs.Count || results.Count != outputs.Count)
        {
            _file.Problem("wrong-row", $"Rule {number} has {tests.Count} conditions and {results.Count} outputs; the table has {inputs.Count} and {outputs.Count}.", rule.Place);
            return null;
        }

        var cells = tests.Select((test, i) => Cell(test, scope, inputs[i].Expression.Type)).ToArray();
        var codes = results.Select((result, i) => Conforming.Of(_file, Output(result, scope, number), outputs[i].Type, outputs[i].Name.Length == 0 ? "The output" : $"`{outputs[i].Name}`")).ToArray();
        return new TableRule(number, cells, codes, Notes(rule, annotations), rule.Place);
    }

    private TestCell Cell(Element entry, Scope scope, FeelType input)
    {
        var written = entry.Child("text");
        var text = written?.Text.Trim() ?? "";
        if (written is null || text is "" or "-")
            return new TestCell("-", null, entry.Place);
        var place = FeelSource.PlaceOf(written, 0);
        var test = FeelSource.UnaryTests(_file, written, (written.Text, 0), scope, input);
        return new TestCell(text, test ?? new Broken($"The condition `{text}` is none.") { Place = place }, place);
    }

    private Code Output(Element entry, Scope scope, int number)
    {
        if (entry.Child("text") is { } text && !string.IsNullOrWhiteSpace(text.Text))
            return text.Text.Trim() == "-" ? Constant.Null : FeelSource.Expression(_file, text, scope);
        _file.Problem("no-expression", $"An output of rule {number} is empty. Write `null` if that is meant.", entry.Place);
        return Constant.Null;
    }

    private static RuleNotes Notes(Element rule, List<string> columns)
    {
        var description = rule.Child("description")?.Text.Trim();
        List<KeyValuePair<string, string>> annotations = [.. rule.All("annotationEntry")
            .Select((entry, i) => KeyValuePair.Create(i < columns.Count ? columns[i] : "", entry.Child("text")?.Text.Trim() ?? ""))
            .Where(entry => entry.Value.Length > 0)];
        return string.IsNullOrEmpty(description) && annotations.Count == 0 ? RuleNotes.None : new RuleNotes(string.IsNullOrEmpty(description) ? null : description, annotations);
    }

    private HitPolicy Policy(Element table)
    {
        switch (table.Attribute("hitPolicy"))
        {
            case null or "UNIQUE" or "U":
                return HitPolicy.Unique;
            case "ANY" or "A":
                return HitPolicy.Any;
            case "PRIORITY" or "P":
                return HitPolicy.Priority;
            case "FIRST" or "F":
                return HitPolicy.First;
            case "RULE ORDER" or "R":
                return HitPolicy.RuleOrder;
            case "OUTPUT ORDER" or "O":
                return HitPolicy.OutputOrder;
            case "COLLECT" or "C":
                return HitPolicy.Collect;
            case var unknown:
                _file.Problem("unknown-policy", $"There is no hit policy `{unknown}`.", table.Place);
                return HitPolicy.Unique;
        }
    }

    private Aggregation Aggregate(Element table)
    {
        switch (table.Attribute("aggregation"))
        {
            case null or "" or "LIST":
                return Aggregation.None;
            case "SUM":
                return Aggregation.Sum;
            case "MIN":
                return Aggregation.Min;
            case "MAX":
                return Aggregation.Max;
            case "COUNT":
                return Aggregation.Count;
            case var unknown:
                _file.Problem("unknown-aggregation", $"There is no aggregation `{unknown}`.", table.Place);
                return Aggregation.None;
        }
    }

    private FeelType TypeOf(Element table, List<OutputColumn> outputs)
    {
        var one = outputs.Count switch
        {
            0 => FeelType.Any,
            1 => outputs[0].Type.Feel,
            _ => new ContextType([.. outputs.DistinctBy(output => output.Name).Select(output => KeyValuePair.Create(output.Name, output.Type.Feel))]),
        };
        return Policy(table) is HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First ? one
            : table.Attribute("aggregation") is null or "" or "LIST" ? FeelType.ListOf(one)
            : FeelType.Any;
    }
}
