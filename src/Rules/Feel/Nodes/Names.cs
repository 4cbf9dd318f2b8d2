using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>A value that stands in the source.</summary>
internal sealed class Constant(FeelValue value) : Code
{
    public static readonly Constant Null = new(FeelValue.Null);

    public FeelValue Value => value;

    public override FeelValue Run(Frame frame, Evaluation evaluation) => value;
}

/// <summary>A name of a scope.</summary>
internal sealed class Variable(int levels, int slot) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) => frame.Up(levels).Slots[slot];
}

/// <summary>An entry of a filter's item, where the item has one of that name; else what the name means outside.</summary>
internal sealed class ItemEntry(int levels, string name, Code outside) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) =>
        frame.Up(levels).Slots[0].Context is { } item && item.TryGet(name, out var value) ? value : outside.Run(frame, evaluation);
}

/// <summary>A name that nobody knows.</summary>
internal sealed class Unknown(string name) : Code
{
    public override FeelValue Run(Frame frame, Evaluation evaluation) => evaluation.Null("unknown-name", $"`{name}` is not known.", Place);
}

/// <summary>Finds what a name means.</summary>
internal sealed class NameLookup(Scope scope)
{
    /// <param name="name">The name.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="complain">Told if nobody knows it; null if nobody wants to be.</param>
    /// <param name="used">Told which name of a scope it is.</param>
    public Code Find(string name, SourcePlace place, Action<string>? complain, Action<string> used)
    {
        var isOpen = false;
        var code = Find(scope, 0, name, place, used, ref isOpen);
        if (code is not null)
            return code;
        // In a filter of items that are not known beforehand it may be an entry of theirs.
        if (!isOpen)
            complain?.Invoke($"`{name}` is not known here.{Suggestion.For(name, AllNames())}");
        return isOpen ? Find(scope, 0, name, place, used, ref isOpen, withUnknown: true)! : new Unknown(name) { Place = place };
    }

    private static Code? Find(Scope? scope, int levels, string name, SourcePlace place, Action<string> used, ref bool isOpen, bool withUnknown = false)
    {
        if (scope is null)
        {
            if (BuiltIns.TryFind(name, out var builtIn))
                return new Constant(builtIn) { Place = place, Type = FeelType.Function };
            return withUnknown ? new Unknown(name) { Place = place } : null;
        }

        var slot = scope.SlotOf(name);
        if (!scope.IsOfItem)
        {
            if (slot < 0)
                return Find(scope.Parent, levels + 1, name, place, used, ref isOpen, withUnknown);
            used(name);
            return new Variable(levels, slot) { Place = place, Type = scope.Names[slot].Type };
        }

        var itemType = scope.Names[0].Type;
        if (itemType is ContextType { Fields.Count: > 0 } context && context.Find(name) is { } type)
            return new ItemEntry(levels, name, new Constant(FeelValue.Null)) { Place = place, Type = type };
        var mayHaveEntries = itemType == FeelType.Any || itemType is ContextType { Fields.Count: 0 };
        isOpen |= mayHaveEntries;
        var outside = slot >= 0
            ? new Variable(levels, slot) { Place = place, Type = itemType }
            : Find(scope.Parent, levels + 1, name, place, used, ref isOpen, withUnknown);
        return mayHaveEntries && outside is not null ? new ItemEntry(levels, name, outside) { Place = place, Type = outside is Variable or Constant ? outside.Type : FeelType.Any } : outside;
    }

    private IEnumerable<string> AllNames()
    {
        for (var each = scope; each is not null; each = each.Parent)
        {
            foreach (var (name, _) in each.Names)
                yield return name;
        }

        foreach (var name in BuiltIns.All.Keys)
            yield return name;
    }
}

/// <summary>What somebody may have meant.</summary>
internal static class Suggestion
{
    private const int Farthest = 2;
    private const int MostNames = 2_000;

    /// <summary>A sentence with the nearest of the names, or nothing.</summary>
    public static string For(string name, IEnumerable<string> names)
    {
        if (name.Length > 100)
            return "";
        var nearest = names.Take(MostNames).Select(known => (Name: known, Distance: Distance(name, known))).OrderBy(known => known.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Min(Farthest, name.Length / 2) ? $" Did you mean `{nearest.Name}`?" : "";
    }

    // Levenshtein's, one row at a time.
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > Farthest)
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                left = Math.Min(Math.Min(above, left) + 1, diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1));
                (row[j], diagonal) = (left, above);
            }
        }

        return row[^1];
    }
}
