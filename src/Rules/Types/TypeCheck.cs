using Cabildo.Rules.Values;

namespace Cabildo.Rules.Types;

/// <summary>What can be known of types before anything is evaluated. In doubt nothing is.</summary>
internal static class TypeCheck
{
    /// <summary>Whether a type is of one kind of values and no other, and not of lists, whose items are looked at on their own.</summary>
    public static bool IsKnown(FeelType type) => type is not ListType && type != FeelType.Any && type != FeelType.Null;

    /// <summary>Whether no value of a type but null is ever one of another, not even coerced.</summary>
    public static bool IsNever(FeelType value, FeelType wanted)
    {
        if (value == FeelType.Any || value == FeelType.Null || wanted == FeelType.Any || wanted == FeelType.Null)
            return false;
        return (value, wanted) switch
        {
            (ListType, ListType) => false,
            (ListType list, _) => IsNever(list.Element, wanted),
            (_, ListType list) => IsNever(value, list.Element),
            (ContextType context, ContextType other) => other.Fields.Any(field => context.Find(field.Key) is { } own && IsNever(own, field.Value)),
            (SimpleType simple, SimpleType other) => simple.Kind != other.Kind && !(value == FeelType.Date && wanted == FeelType.DateTime),
            _ => value.GetType() != wanted.GetType(),
        };
    }

    /// <summary>The same of an argument: a list whose items are never wanted is not either, though an empty one would be.</summary>
    public static bool IsNeverTaken(FeelType argument, FeelType wanted) =>
        argument is ListType given && wanted is ListType list ? IsNeverTaken(given.Element, list.Element) : IsNever(argument, wanted);

    /// <summary>Whether values of two types, if neither is null, are never equal and have no order, because they are of different kinds.</summary>
    public static bool AreNeverCompared(FeelType one, FeelType other) => (one, other) switch
    {
        (SimpleType { Kind: { } kind }, SimpleType { Kind: { } another }) => kind != another && kind != FeelKind.Null && another != FeelKind.Null,
        _ => IsKnown(one) && IsKnown(other) && one.GetType() != other.GetType(),
    };

    /// <summary>Whether values of a type, if they are not null, have no order.</summary>
    public static bool HasNoOrder(FeelType type) => IsKnown(type) && type is not SimpleType { Kind: not FeelKind.Boolean };
}
