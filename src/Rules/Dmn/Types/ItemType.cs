using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>A type of a model: its shape, and which values of that shape it allows (DMN 1.5 §7.3.3).</summary>
internal sealed record ItemType(string Name, FeelType Feel)
{
    public static readonly ItemType Any = new("Any", FeelType.Any);

    /// <summary>Of a list, the type of its items.</summary>
    public ItemType? Element { get; init; }

    /// <summary>Of a context, the types of its entries.</summary>
    public IReadOnlyList<(string Name, ItemType Type)> Fields { get; init; } = [];

    /// <summary>Of a function, the type of what it answers.</summary>
    public ItemType? Result { get; init; }

    /// <summary>Which values it allows; null if all. Of a list it is about the whole.</summary>
    public AllowedValues? Allowed { get; init; }

    /// <summary>How many types it is made of.</summary>
    public int Size { get; init; } = 1;

    /// <summary>Whether the shape is not all there is to it.</summary>
    public bool IsConstrained => Allowed is not null || Element?.IsConstrained == true || Fields.Any(each => each.Type.IsConstrained);

    /// <summary>What functions of this type answer; if it is no type of functions, itself: so it is written at services and knowledge.</summary>
    public ItemType OfResult => Result ?? (Feel is FunctionType ? Any : this);

    /// <summary>The value as one of this type; false if it is none.</summary>
    public bool TryTake(FeelValue value, Evaluation evaluation, out FeelValue taken)
    {
        if (ReferenceEquals(this, Any))
        {
            taken = value;
            return true;
        }

        if (Feel.TryCoerce(value, out taken) && Allows(taken, evaluation))
            return true;
        taken = FeelValue.Null;
        return false;
    }

    /// <summary>The value as one of this type; null with a reason if it is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it is the value of, for the reason.</param>
    /// <param name="place">Where that stands.</param>
    /// <param name="evaluation">Told the reason.</param>
    public FeelValue Take(FeelValue value, string what, SourcePlace place, Evaluation evaluation)
    {
        if (TryTake(value, evaluation, out var taken))
            return taken;
        return Feel.TryCoerce(value, out _)
            ? evaluation.Null("not-allowed", $"{what} is {Sayable.Of(value)}, which `{Name}` does not allow{(Allowed is null ? "" : $": {Allowed.Text}")}.", place)
            : evaluation.Null("wrong-type", Mismatch(value, what), place);
    }

    // What of a value is not as the type has it: the first entry or item that is not, however deep.
    private string Mismatch(FeelValue value, string what)
    {
        if (value.Context is { } context)
        {
            foreach (var (name, type) in Fields)
            {
                if (!context.TryGet(name, out var entry))
                    return $"{what} has no `{name}`, which a `{Name}` has. Where it is not known, give null.";
                if (!type.Feel.Has(entry))
                    return type.Mismatch(entry, $"`{name}` of {what}");
            }
        }

        if (Element is { } element && value.List is { } list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (!element.Feel.Has(list[i]))
                    return element.Mismatch(list[i], $"item {i + 1} of {what}");
            }
        }

        return $"{what} is {Sayable.Of(value)}, which is no `{Name}`.";
    }

    private bool Allows(FeelValue value, Evaluation evaluation)
    {
        if (value.IsNull || !IsConstrained)
            return true;
        evaluation.Step();
        if (Allowed?.Has(value, evaluation) == false)
            return false;
        if (Element is { IsConstrained: true } element && value.List is { } list)
        {
            foreach (var item in list.Items)
            {
                if (!element.Allows(item, evaluation))
                    return false;
            }
        }

        if (value.Context is { } context)
        {
            foreach (var (name, type) in Fields)
            {
                if (context.TryGet(name, out var entry) && !type.Allows(entry, evaluation))
                    return false;
            }
        }

        return true;
    }
}
