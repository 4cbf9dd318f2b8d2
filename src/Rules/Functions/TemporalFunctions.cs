namespace Cabildo.Rules.Functions;

internal static class TemporalFunctions
{
    public static IReadOnlyList<BuiltInFunction> All => [];
}
