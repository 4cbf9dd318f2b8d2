using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>The types of a model: those it defines, those it imports, and those of FEEL.</summary>
internal sealed class TypeTable
{
    // Types that are made of so many are an attack: each level may double them.
    private const int MostSize = 10_000;
    private const int MostDepth = 60;
    private readonly ModelFile _file;
    private readonly Dictionary<string, Element> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemType?> _known = new(StringComparer.Ordinal);
    private int _depth;

    public TypeTable(ModelFile file)
    {
        _file = file;
        foreach (var definition in file.Root.All("itemDefinition"))
        {
            if (definition.NameAttribute() is not { Length: > 0 } name)
                file.Problem("no-name", "A type needs a name.", definition.Place);
            else if (!_definitions.TryAdd(name, definition))
                file.Problem("name-twice", $"There are two types called `{name}`.", definition.Place);
        }
    }

    /// <summary>Reads all that are defined, so that what is wrong with any is told.</summary>
    public void ReadAll()
    {
        foreach (var name in _definitions.Keys)
            Named(name);
    }

    /// <summary>The type that an element's <c>typeRef</c> names; <see cref="ItemType.Any"/> if it names none, or an unknown one, which is told.</summary>
    public ItemType Of(Element? element, string attribute = "typeRef") => element?.NameAttribute(attribute) is { Length: > 0 } name ? Resolve(name, element.Place) : ItemType.Any;

    private ItemType Resolve(string name, SourcePlace place)
    {
        if (Find(name) is { } found)
            return found;
        _file.Problem("unknown-type", $"There is no type `{name}`. Define it as an itemDefinition, or correct the name.", place);
        return ItemType.Any;
    }

    /// <summary>A type by its name, as models and FEEL write it; null if there is none.</summary>
    public ItemType? Find(string name)
    {
        if (Named(name) is { } own)
            return own;
        if (TypeNames.Find(name) is { } feel)
            return new ItemType(name, feel);
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            var (first, rest) = (name[..dot].Trim(), name[(dot + 1)..].Trim());
            foreach (var (prefix, model) in _file.Imports)
            {
                if (prefix == first && model.Types.Named(rest) is { } imported)
                    return imported;
            }

            if (Named(first)?.Fields.FirstOrDefault(field => field.Name == rest).Type is { } component)
                return component;
        }

        return _file.Imports.Where(import => import.Name.Length == 0).Select(import => import.Model.Types.Named(name)).FirstOrDefault(type => type is not null);
    }

    private ItemType? Named(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known ?? Circle(name);
        if (!_definitions.TryGetValue(name, out var definition))
            return null;
        _known[name] = null;
        var type = Define(definition, name);
        _known[name] = type;
        return type;
    }

    private ItemType Circle(string name)
    {
        _file.Problem("type-circle", $"The type `{name}` is made of itself. Such types cannot be read; use `Any` at one place.", _definitions[name].Place);
        return ItemType.Any;
    }

    private ItemType Define(Element definition, string name)
    {
        if (++_depth > MostDepth)
        {
            _depth--;
            _file.Problem("type-too-large", $"The type `{name}` is made of types more than {MostDepth} deep.", definition.Place);
            return ItemType.Any;
        }

        var item = Shape(definition, name);
        _depth--;
        if (item.Size > MostSize)
        {
            _file.Problem("type-too-large", $"The type `{name}` is made of more than {MostSize} types.", definition.Place);
            return ItemType.Any;
        }

        if (Values(definition.Child("allowedValues"), item.Feel) is { } allowed)
            item = item with { Name = name, Allowed = allowed.After(item.Allowed) };
        if (definition.Attribute("isCollection") is "true" or "1")
            item = new ItemType(name, FeelType.ListOf(item.Feel)) { Element = item, Size = item.Size + 1 };
        return Values(definition.Child("typeConstraint"), item.Feel) is { } constraint ? item with { Name = name, Allowed = constraint.After(item.Allowed) } : item;
    }

    private ItemType Shape(Element definition, string name)
    {
        if (definition.Child("functionItem") is { } function)
            return Function(function, name);
        if (definition.Child("typeRef") is { } reference)
        {
            var named = Element.Normalise(reference.Text);
            return named.Length == 0 ? ItemType.Any : Resolve(named, reference.Place);
        }

        List<(string Name, ItemType Type)> fields = [.. definition.All("itemComponent").Select(each => (each.NameAttribute() ?? "", Define(each, each.NameAttribute() ?? "")))];
        if (fields.Count == 0)
            return ItemType.Any;
        return new ItemType(name, new ContextType([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Type.Feel))]))
        {
            Fields = fields,
            Size = 1 + fields.Sum(field => field.Type.Size),
        };
    }

    private ItemType Function(Element function, string name)
    {
        List<ItemType> parameters = [.. function.All("parameters").Select(parameter => Of(parameter))];
        var result = Of(function, "outputTypeRef");
        return new ItemType(name, new FunctionType(parameters.Count == 0 ? null : [.. parameters.Select(parameter => parameter.Feel)], result.Feel))
        {
            Result = result,
            Size = 1 + result.Size + parameters.Sum(parameter => parameter.Size),
        };
    }

    /// <summary>The values that an element with unary tests in it allows; null if there is none, or it is wrong, which is told.</summary>
    public AllowedValues? Values(Element? element, FeelType type)
    {
        if (element?.Child("text") is not { } text || text.Text.AsSpan().Trim() is [] or "-")
            return null;
        var scope = FeelSource.Outermost(_file);
        var tests = new List<Code>();
        foreach (var (test, start) in TestList.Split(text.Text))
        {
            if (FeelSource.UnaryTests(_file, text, (test, start), scope, type) is { } code)
                tests.Add(code);
            else
                return null;
        }

        return new AllowedValues(text.Text.Trim(), tests);
    }
}
