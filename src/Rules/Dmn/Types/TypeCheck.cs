using Cabildo.Rules.Types;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>What can be known of types before anything is evaluated.</summary>
internal static class TypeCheck
{
    /// <summary>Whether no value of a type but null is ever one of another, not even coerced. In doubt it says no.</summary>
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
}
