using Cabildo.Rules.Feel.Syntax;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel;

/// <summary>The names an expression may use, each with its type and its place in a <see cref="Frame"/>; those of the scopes around it too.</summary>
/// <param name="parent">The scope around it; null if there is none.</param>
internal sealed class Scope(Scope? parent)
{
    private readonly List<(string Name, FeelType Type)> _names = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly NameBook _book = new();

    public Scope? Parent => parent;

    public IReadOnlyList<(string Name, FeelType Type)> Names => _names;

    /// <summary>Whether its first name is the item of a filter, whose entries can be named without it (DMN 1.5 §10.3.2.5).</summary>
    public bool IsOfItem { get; init; }

    /// <summary>Finds a type of the model by its name, for <c>instance of</c> and typed parameters; asked of the outermost scope.</summary>
    public Func<string, FeelType?>? FindType { get; init; }

    /// <summary>Its own names of several tokens.</summary>
    public NameBook Book => _book;

    /// <summary>Adds a name.</summary>
    /// <returns>Its slot in the frame.</returns>
    public int Declare(string name, FeelType type)
    {
        var normal = NameBook.Normalise(name);
        _names.Add((normal, type));
        _book.Add(normal, type);
        return _slots[normal] = _names.Count - 1;
    }

    /// <summary>The slot of a name of this scope itself; the last of two of the same name; -1 if there is none.</summary>
    public int SlotOf(string name) => _slots.GetValueOrDefault(name, -1);
}

/// <summary>The values of a scope's names while an expression runs.</summary>
/// <param name="parent">The frame of the scope around it.</param>
/// <param name="slots">The values, in the order in which the names were declared.</param>
internal sealed class Frame(Frame? parent, FeelValue[] slots)
{
    public Frame? Parent { get; set; } = parent;

    public FeelValue[] Slots => slots;

    /// <summary>Whether a function remembers it, which may be called when the expression is long over.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Keeps it and those around it for a function that is written in their scope.</summary>
    public Frame Keep()
    {
        for (var frame = this; frame is { IsKept: false }; frame = frame.Parent)
            frame.IsKept = true;
        return this;
    }

    /// <summary>The frame of a scope around this one.</summary>
    public Frame Up(int levels)
    {
        var frame = this;
        for (; levels > 0; levels--)
            frame = frame.Parent!;
        return frame;
    }
}

/// <summary>An expression, compiled: immutable, for many threads.</summary>
internal abstract class Code
{
    /// <summary>Where it stands.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>What it comes to, as far as is known.</summary>
    public FeelType Type { get; init; } = FeelType.Any;

    /// <summary>Its value.</summary>
    /// <param name="frame">The values of the names of its scope.</param>
    /// <param name="evaluation">Counts steps; is told why a value is null.</param>
    public abstract FeelValue Run(Frame frame, Evaluation evaluation);
}
