namespace Cabildo.Rules.Functions;

internal static class NumberFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
