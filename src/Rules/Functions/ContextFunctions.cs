namespace Cabildo.Rules.Functions;

internal static class ContextFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
