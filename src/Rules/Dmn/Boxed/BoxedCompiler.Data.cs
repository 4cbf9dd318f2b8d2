using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Types;

namespace Cabildo.Rules.Dmn.Boxed;

/// <summary>Contexts, relations, functions and their invocations.</summary>
internal sealed partial class BoxedCompiler
{
    private const int MostEntries = 2_000;

    /// <summary>A function's parameters, as an element declares them.</summary>
    public List<(string Name, ItemType Type)> ParametersOf(Element definition)
    {
        var parameters = new List<(string Name, ItemType Type)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in definition.All("formalParameter"))
        {
            var name = parameter.NameAttribute() ?? "";
            if (name.Length == 0)
                file.Problem("no-name", "A parameter needs a name.", parameter.Place);
            else if (!known.Add(name))
                file.Problem("name-twice", $"There are two parameters called `{name}`.", parameter.Place);
            parameters.Add((name, file.Types.Of(parameter)));
        }

        return parameters;
    }

    /// <summary>A function's logic in a scope of its parameters.</summary>
    public Code BodyOf(Element definition, IReadOnlyList<(string Name, ItemType Type)> parameters, Scope scope, string what)
    {
        var inner = new Scope(scope);
        foreach (var (name, type) in parameters)
            inner.Declare(name, type.Feel);
        return Within(definition, definition, inner, what);
    }

    private Code Context(Element expression, Scope scope)
    {
        if (expression.Children.Count > MostEntries)
            return Refuse(expression, "too-large", $"The context has more than {MostEntries} entries. Split it.");
        var inner = new Scope(scope);
        var entries = new List<(string? Name, Code Code)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hasResult = false;
        foreach (var entry in expression.All("contextEntry"))
        {
            var name = entry.Child("variable")?.NameAttribute();
            if (name is not null && !names.Add(name))
                file.Problem("name-twice", $"There are two entries called `{name}` in the context.", entry.Place);
            if (name is null && hasResult)
                file.Problem("result-twice", "A context has one result at most: an entry without a variable.", entry.Place);
            hasResult |= name is null;
            entries.Add((name, Entry(entry, name, inner)));
        }

        var result = entries.Find(entry => entry.Name is null).Code;
        return new BoxedContext([.. entries.Select(entry => entry.Name)], [.. entries.Select(entry => entry.Code)])
        {
            Place = expression.Place,
            Type = result?.Type ?? new ContextType([.. entries.DistinctBy(entry => entry.Name).Select(entry => KeyValuePair.Create(entry.Name!, entry.Code.Type))]),
        };
    }

    // An entry knows those above it. A function knows itself as well, so that it can be called again from within.
    private Code Entry(Element entry, string? name, Scope scope)
    {
        var declared = file.Types.Of(entry.Child("variable"));
        var isFunction = entry.Child("functionDefinition") is not null;
        if (isFunction)
            scope.Declare(name ?? "", FeelType.Function);
        var code = Conforming.Of(file, Within(entry, entry, scope, $"`{name ?? "result"}`"), isFunction ? ItemType.Any : declared, $"`{name ?? "result"}`");
        if (!isFunction)
            scope.Declare(name ?? "", code.Type);
        return code;
    }

    private BoxedRelation Relation(Element expression, Scope scope, string what)
    {
        List<(string Name, ItemType Type)> columns = [.. expression.All("column").Select(column => (column.NameAttribute() ?? "", file.Types.Of(column)))];
        var rows = new List<Code[]>();
        foreach (var row in expression.All("row"))
        {
            List<Element> cells = [.. row.Children.Where(child => IsExpression(child.Name))];
            if (cells.Count == columns.Count)
                rows.Add([.. cells.Zip(columns, (cell, column) => Conforming.Of(file, Compile(cell, scope, $"`{column.Name}`"), column.Type, $"`{column.Name}`"))]);
            else
                file.Problem("wrong-row", $"{what} has {columns.Count} columns; this row has {cells.Count} cells.", row.Place);
        }

        return new BoxedRelation([.. columns.Select(column => column.Name)], rows)
        {
            Place = expression.Place,
            Type = FeelType.ListOf(new ContextType([.. columns.DistinctBy(column => column.Name).Select((column, i) => KeyValuePair.Create(column.Name, TypeOf(column.Type, rows, i)))])),
        };
    }

    // As declared; if nothing is, as all cells have it.
    private static FeelType TypeOf(ItemType declared, List<Code[]> rows, int column) =>
        !ReferenceEquals(declared, ItemType.Any) || rows.Count == 0 || !rows.TrueForAll(row => row[column].Type == rows[0][column].Type) ? declared.Feel : rows[0][column].Type;

    private BoxedInvocation Invocation(Element expression, Scope scope, string what)
    {
        var called = Within(expression, expression, scope, $"The function that {what} calls");
        var (names, arguments) = (new List<string>(), new List<Code>());
        foreach (var binding in expression.All("binding"))
        {
            var parameter = binding.Child("parameter");
            var name = parameter?.NameAttribute() ?? "";
            names.Add(name);
            arguments.Add(Conforming.Of(file, In(binding, scope, $"`{name}`") ?? Constant.Null, file.Types.Of(parameter), $"`{name}`"));
        }

        if (CallCheck.Of(called, () => Element.Normalise(expression.Child("literalExpression")?.Child("text")?.Text ?? "the function"), names, arguments, mayLeaveOut: true) is var (message, argument))
            file.Problem("wrong-arguments", message, argument < 0 ? expression.Place : arguments[argument].Place);
        return new BoxedInvocation(called, names, [.. arguments]) { Place = expression.Place, Type = called.Type is FunctionType function ? function.Result : FeelType.Any };
    }

    private Code Function(Element definition, Scope scope, string what)
    {
        var parameters = ParametersOf(definition);
        if (ForeignKind(definition) is { } kind)
            return new BoxedForeignFunction(what.Trim('`'), [.. parameters.Select(parameter => parameter.Name)], kind) { Place = definition.Place, Type = FeelType.Function };
        var declared = file.Types.Of(definition).OfResult;
        var body = Conforming.Of(file, BodyOf(definition, parameters, scope, what), declared, what);
        return new BoxedFunction(what.Trim('`'), parameters, body)
        {
            Place = definition.Place,
            Type = new FunctionType([.. parameters.Select(parameter => parameter.Type.Feel)], body.Type) { Names = [.. parameters.Select(parameter => parameter.Name)] },
        };
    }

    /// <summary>In what other language than FEEL a function is; null if it is in FEEL.</summary>
    public static string? ForeignKind(Element? definition) => definition?.Attribute("kind") is { Length: > 0 } kind && kind != "FEEL" ? kind : null;
}
