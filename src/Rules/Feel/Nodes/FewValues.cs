using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Nodes;

/// <summary>The arguments of a call: on the stack, as long as there are no more than most functions have.</summary>
[InlineArray(Most)]
internal struct FewValues
{
    private const int Most = 4;
    private FeelValue _first;

    /// <summary>So many values, all null.</summary>
    [UnscopedRef]
    public Span<FeelValue> Of(int count) => count <= Most ? ((Span<FeelValue>)this)[..count] : new FeelValue[count];
}
