namespace Cabildo.Rules.Functions;

internal static class StringFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
