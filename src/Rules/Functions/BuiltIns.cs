using System.Collections.Frozen;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>All built-in functions by their names.</summary>
internal static class BuiltIns
{
    /// <summary>The functions.</summary>
    public static readonly FrozenDictionary<string, BuiltInFunction> All = ((IEnumerable<BuiltInFunction>)
    [
        .. ConversionFunctions.All, .. BooleanFunctions.All, .. StringFunctions.All, .. NumberFunctions.All, .. ListFunctions.All,
        .. ContextFunctions.All, .. RangeFunctions.All, .. TemporalFunctions.All,
    ]).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>A function by its name; false if there is none.</summary>
    public static bool TryFind(string name, out FeelValue function)
    {
        var isThere = All.TryGetValue(name, out var found);
        function = FeelValue.Of(found);
        return isThere;
    }
}
