using Cabildo.Rules.Feel.Syntax;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel;

/// <summary>Compiles FEEL (DMN 1.5 §10.3).</summary>
internal static class FeelCompiler
{
    /// <summary>An expression; null with problems if it is none. One that may come to null by a mistake in it is compiled, with problems.</summary>
    /// <param name="text">The source.</param>
    /// <param name="scope">The names it may use.</param>
    /// <param name="problems">Told what is wrong with it.</param>
    /// <param name="origin">Where the text begins in the one around it, which all places are in; none if it stands alone.</param>
    public static Code? Expression(string text, Scope scope, ICollection<RuleProblem> problems, SourcePlace origin = default) =>
        Compile(text, scope, problems, origin, parser => parser.ReadExpression());

    /// <summary>
    /// Unary tests, as a decision table's cell has them: true, false or null for an input. It runs in a frame of its own whose one slot
    /// is the input, in front of a frame of the scope: <c>new Frame(frame, [input])</c>.
    /// </summary>
    /// <param name="text">The source; <c>-</c> takes everything.</param>
    /// <param name="scope">The names it may use, besides <c>?</c>.</param>
    /// <param name="input">The type of the input.</param>
    /// <param name="problems">Told what is wrong with it.</param>
    /// <param name="origin">Where the text begins in the one around it; none if it stands alone.</param>
    public static Code? UnaryTests(string text, Scope scope, FeelType input, ICollection<RuleProblem> problems, SourcePlace origin = default)
    {
        var inner = new Scope(scope);
        inner.Declare("?", input);
        return Compile(text, inner, problems, origin, parser => parser.ReadUnaryTests());
    }

    /// <summary>A type as FEEL and <c>typeRef</c> write it; null with problems if it is none.</summary>
    /// <param name="text">The source.</param>
    /// <param name="find">Finds a type of the model by its name; null if there is none.</param>
    /// <param name="problems">Told what is wrong with it.</param>
    public static FeelType? Type(string text, Func<string, FeelType?> find, ICollection<RuleProblem> problems)
    {
        FeelType? type = null;
        Compile(text, new Scope(null) { FindType = find }, problems, default, parser =>
        {
            type = parser.ReadType();
            return null;
        });
        return type;
    }

    private static Code? Compile(string text, Scope scope, ICollection<RuleProblem> problems, SourcePlace origin, Func<Parser, Code?> read)
    {
        try
        {
            return read(new Parser(Lexer.Read(text, origin), scope, problems));
        }
        catch (FeelSyntaxException wrong)
        {
            problems.Add(wrong.Problem);
            return null;
        }
    }
}
