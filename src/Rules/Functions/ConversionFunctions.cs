namespace Cabildo.Rules.Functions;

internal static class ConversionFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
