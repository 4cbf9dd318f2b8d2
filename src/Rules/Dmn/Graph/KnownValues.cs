using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>What is known of the elements of a model in one evaluation. Few are looked through, as that is quicker than a table and leaves less behind; many are in one.</summary>
internal struct KnownValues
{
    private const int MostScanned = 12;
    private (Node Node, FeelValue Value, bool IsBegun)[]? _few;
    private Dictionary<Node, (FeelValue Value, bool IsBegun)>? _many;
    private int _count;

    /// <summary>The value of an element; false if it is not known, with whether it is being worked out.</summary>
    public readonly bool TryGet(Node node, out FeelValue value, out bool isBegun)
    {
        if (_many is not null)
        {
            var isThere = _many.TryGetValue(node, out var known);
            (value, isBegun) = known;
            return isThere && !isBegun;
        }

        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_few![i].Node, node))
            {
                (_, value, isBegun) = _few[i];
                return !isBegun;
            }
        }

        (value, isBegun) = (FeelValue.Null, false);
        return false;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (_few is not null)
            Array.Clear(_few, 0, _count);
        (_many, _count) = (null, 0);
    }

    /// <summary>Notes a value.</summary>
    /// <param name="node">The element.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isBegun">Whether it is only being worked out.</param>
    public void Set(Node node, FeelValue value, bool isBegun = false)
    {
        if (_many is not null)
        {
            _many[node] = (value, isBegun);
            return;
        }

        var at = 0;
        while (at < _count && !ReferenceEquals(_few![at].Node, node))
            at++;
        if (at == MostScanned)
        {
            _many = new Dictionary<Node, (FeelValue, bool)>(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < _count; i++)
                _many[_few![i].Node] = (_few[i].Value, _few[i].IsBegun);
            _many[node] = (value, isBegun);
            return;
        }

        if (_few is null || at == _few.Length)
            Array.Resize(ref _few, _few is null ? 4 : MostScanned);
        _few[at] = (node, value, isBegun);
        _count = Math.Max(_count, at + 1);
    }
}
