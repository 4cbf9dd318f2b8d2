namespace Cabildo.Rules.Functions;

internal static class BooleanFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
