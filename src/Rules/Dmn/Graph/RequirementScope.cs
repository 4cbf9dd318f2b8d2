using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>
/// The names that an element's logic knows: what it requires, by name; what is imported, in a context of the import's name (DMN 1.5 §10.2.1).
/// </summary>
internal sealed class RequirementScope
{
    private readonly List<Slot> _slots = [];
    private Frame? _constant;

    public RequirementScope(Node owner)
    {
        Scope = FeelSource.Outermost(owner.File);
        var imports = new Dictionary<string, Slot>(StringComparer.Ordinal);
        foreach (var required in owner.Requires.Distinct())
        {
            var import = ReferenceEquals(required.File, owner.File) ? "" : owner.File.Imports.Find(each => ReferenceEquals(each.Model, required.File)).Name ?? "";
            if (!imports.TryGetValue(import, out var slot))
            {
                _slots.Add(slot = new Slot(import, []));
                if (import.Length > 0)
                    imports.Add(import, slot);
            }

            slot.Nodes.Add(required);
        }

        foreach (var slot in _slots)
            Scope.Declare(slot.Name, slot.Type);
    }

    /// <summary>The names.</summary>
    public Scope Scope { get; }

    /// <summary>The values where all that is required are functions: the same in every case.</summary>
    public Frame Constant() => _constant ??= Fill(new Frame(null, new FeelValue[_slots.Count]), null);

    /// <summary>Their values in a case, in a frame that is to be given back.</summary>
    public Frame Frame(Run run) => Fill(run.Evaluation.Frames.Take(null, _slots.Count), run);

    private Frame Fill(Frame frame, Run? run)
    {
        for (var i = 0; i < frame.Slots.Length; i++)
            frame.Slots[i] = _slots[i].Value(run);
        return frame;
    }

    // One element, or all that are imported under one name.
    private sealed record Slot(string Import, List<Node> Nodes)
    {
        public string Name => Import.Length == 0 ? Nodes[0].Name : Import;

        public FeelType Type => Import.Length == 0 ? Nodes[0].Type : new ContextType([.. Nodes.Select(node => KeyValuePair.Create(node.Name, node.Type))]);

        public FeelValue Value(Run? run)
        {
            if (Import.Length == 0)
                return ValueOf(Nodes[0], run);
            var entries = new KeyValuePair<string, FeelValue>[Nodes.Count];
            var imported = run?.Of(Import);
            for (var i = 0; i < entries.Length; i++)
                entries[i] = new(Nodes[i].Name, ValueOf(Nodes[i], imported));
            return FeelValue.Of(new FeelContext(entries));
        }

        private static FeelValue ValueOf(Node node, Run? run) => node is CallableNode callable ? FeelValue.Of(callable.Function) : run?.ValueOf(node) ?? FeelValue.Null;
    }
}
