namespace Cabildo.Rules.Functions;

internal static class ListFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
