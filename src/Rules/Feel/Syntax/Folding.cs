using Cabildo.Rules.Feel.Nodes;
using Cabildo.Rules.Functions;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>Works out once, when it is compiled, what comes to the same each time: a range of two numbers, <c>date("2026-01-01")</c>.</summary>
internal static class Folding
{
    // What takes long is left for when it is wanted, and counted there.
    private static readonly RuleLimits Little = new(1_000, 10, 1_000, TimeSpan.FromSeconds(1));
    private static readonly string[] Clocked = ["now", "today"];
    private static readonly Frame None = new(null, []);

    /// <summary>The expression, or the constant it comes to if all its parts are constants.</summary>
    public static Code Fold(Code code, params ReadOnlySpan<Code> parts)
    {
        foreach (var part in parts)
        {
            if (part is not Constant || IsClocked(part))
                return code;
        }

        try
        {
            var evaluation = new Evaluation(Little, TimeProvider.System, CancellationToken.None);
            var value = code.Run(None, evaluation);
            // A null is worked out again each time, so that its reason is told.
            return value.IsNull ? code : new Constant(value) { Place = code.Place, Type = code.Type };
        }
        catch (LimitExceededException)
        {
            return code;
        }
    }

    private static bool IsClocked(Code part) => part is Constant { Value.Function: BuiltInFunction { Name: var name } } && Clocked.Contains(name, StringComparer.Ordinal);
}
