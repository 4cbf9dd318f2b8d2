namespace Cabildo.Rules.Functions;

internal static class RangeFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
