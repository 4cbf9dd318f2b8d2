using Cabildo.Rules.Values;

namespace Cabildo.Rules.Types;

/// <summary>A type of values of one kind, or of all.</summary>
internal sealed record SimpleType(string Called, FeelKind? Kind) : FeelType
{
    public override string Name => Called;

    public override bool Has(FeelValue value) => Kind is null || value.IsNull || value.Kind == Kind;

    public override bool ConformsTo(FeelType other) => other == Any || other == this || this == Null;
}

/// <summary>Lists.</summary>
/// <param name="Element">Of what.</param>
public sealed record ListType(FeelType Element) : FeelType
{
    /// <inheritdoc />
    public override string Name => $"list<{Element.Name}>";

    /// <inheritdoc />
    public override bool Has(FeelValue value) => value.IsNull || (value.List is { } list && (Element == Any || list.All(Element.Has)));

    /// <inheritdoc />
    public override bool ConformsTo(FeelType other) => other == Any || (other is ListType list && Element.ConformsTo(list.Element));
}

/// <summary>Contexts that have certain entries at least.</summary>
/// <param name="Fields">Names with types.</param>
public sealed record ContextType(IReadOnlyList<KeyValuePair<string, FeelType>> Fields) : FeelType
{
    // Few are looked through.
    private readonly Dictionary<string, FeelType>? _byName = Fields.Count <= 8 ? null : Fields.DistinctBy(field => field.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Name => Fields.Count == 0 ? "context" : $"context<{string.Join(", ", Fields.Select(each => $"{each.Key}: {each.Value.Name}"))}>";

    /// <summary>The type of an entry; null if there is none of that name.</summary>
    public FeelType? Find(string name)
    {
        if (_byName is not null)
            return _byName.GetValueOrDefault(name);
        foreach (var (field, type) in Fields)
        {
            if (field == name)
                return type;
        }

        return null;
    }

    /// <inheritdoc />
    public override bool Has(FeelValue value)
    {
        if (value.IsNull)
            return true;
        if (value.Context is not { } context)
            return false;
        foreach (var (name, type) in Fields)
        {
            if (!context.TryGet(name, out var entry) || !type.Has(entry))
                return false;
        }

        return true;
    }

    /// <inheritdoc />
    public override bool ConformsTo(FeelType other) =>
        other == Any || (other is ContextType context && context.Fields.All(field => Find(field.Key)?.ConformsTo(field.Value) == true));

    /// <inheritdoc />
    public bool Equals(ContextType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc />
    public override int GetHashCode() => Fields.Count;
}

/// <summary>Ranges.</summary>
/// <param name="Element">Of what.</param>
public sealed record RangeType(FeelType Element) : FeelType
{
    /// <inheritdoc />
    public override string Name => $"range<{Element.Name}>";

    /// <inheritdoc />
    public override bool Has(FeelValue value) => value.IsNull || (value.Range is { } range && Element.Has(range.Start) && Element.Has(range.End));

    /// <inheritdoc />
    public override bool ConformsTo(FeelType other) => other == Any || (other is RangeType range && Element.ConformsTo(range.Element));
}

/// <summary>Functions.</summary>
/// <param name="Parameters">The types of their parameters; null if they may be any.</param>
/// <param name="Result">What they answer.</param>
public sealed record FunctionType(IReadOnlyList<FeelType>? Parameters, FeelType Result) : FeelType
{
    /// <summary>The names of their parameters; null if they are not known. Two types that differ in these alone are the same.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <inheritdoc />
    public override string Name => Parameters is null ? "function" : $"function<{string.Join(", ", Parameters.Select(type => type.Name))}>->{Result.Name}";

    /// <inheritdoc />
    public override bool Has(FeelValue value) => value.IsNull || (value.Function is { } function && (Parameters is null || function.Parameters.Count == Parameters.Count));

    /// <inheritdoc />
    public override bool ConformsTo(FeelType other) => other == Any
        || (other is FunctionType function && Result.ConformsTo(function.Result)
            && (function.Parameters is null || (Parameters is not null && Parameters.Count == function.Parameters.Count && function.Parameters.Zip(Parameters).All(pair => pair.First.ConformsTo(pair.Second)))));

    /// <inheritdoc />
    public bool Equals(FunctionType? other) =>
        other is not null && Result == other.Result && (Parameters is null ? other.Parameters is null : other.Parameters is not null && Parameters.SequenceEqual(other.Parameters));

    /// <inheritdoc />
    public override int GetHashCode() => Result.GetHashCode();
}
