using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel;

/// <summary>The names an expression may use, each with its type and its place in a <see cref="Frame"/>; those of the scopes around it too.</summary>
internal sealed class Scope(Scope? parent)
{
    private readonly List<(string Name, FeelType Type)> _names = [];

    public Scope? Parent => parent;

    public IReadOnlyList<(string Name, FeelType Type)> Names => _names;

    /// <summary>Adds a name.</summary>
    /// <returns>Its slot in the frame.</returns>
    public int Declare(string name, FeelType type)
    {
        _names.Add((name, type));
        return _names.Count - 1;
    }
}

/// <summary>The values of a scope's names while an expression runs.</summary>
internal sealed class Frame(Frame? parent, FeelValue[] slots)
{
    public Frame? Parent => parent;

    public FeelValue[] Slots => slots;
}

/// <summary>An expression, compiled: immutable, for many threads.</summary>
internal abstract class Code
{
    /// <summary>Where it stands.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>What it comes to, as far as is known.</summary>
    public FeelType Type { get; init; } = FeelType.Any;

    public abstract FeelValue Run(Frame frame, Evaluation evaluation);
}

/// <summary>Compiles FEEL.</summary>
internal static class FeelCompiler
{
    /// <summary>An expression; null with problems if it is none.</summary>
    /// <param name="text">The source.</param>
    /// <param name="scope">The names it may use.</param>
    /// <param name="problems">Told what is wrong with it. Places are in the text.</param>
    public static Code? Expression(string text, Scope scope, ICollection<RuleProblem> problems) => throw new NotSupportedException();

    /// <summary>
    /// Unary tests, as a decision table's cell has them: true, false or null for an input. It runs in a frame of its own whose one slot
    /// is the input, in front of a frame of the scope: <c>new Frame(frame, [input])</c>.
    /// </summary>
    /// <param name="text">The source; <c>-</c> takes everything.</param>
    /// <param name="scope">The names it may use, besides <c>?</c>.</param>
    /// <param name="input">The type of the input.</param>
    /// <param name="problems">Told what is wrong with it.</param>
    public static Code? UnaryTests(string text, Scope scope, FeelType input, ICollection<RuleProblem> problems) => throw new NotSupportedException();
}
