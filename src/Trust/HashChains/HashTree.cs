using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.HashChains;

/// <summary>
/// A tree of digests with one leaf for each input, so that one signature or one timestamp serves them all and each input
/// needs only its own branch to prove that it was among them. Inputs are paired from the left; one that is left over
/// moves up a level as it is.
/// </summary>
public sealed class HashTree
{
    private readonly ReadOnlyMemory<byte>[][] _levels;
    private readonly DigestAlgorithm _algorithm;
    private readonly IReadOnlyList<ChainInput> _inputs;

    /// <param name="algorithm">What the inputs were, and the steps are, hashed with.</param>
    /// <param name="inputs">At least one. A single one must have several parts: with one part there is nothing to chain.</param>
    /// <exception cref="ArgumentException">There is nothing to chain.</exception>
    public HashTree(DigestAlgorithm algorithm, IReadOnlyList<ChainInput> inputs)
    {
        if (inputs.Count == 0 || (inputs.Count == 1 && inputs[0].Parts.Count < 2))
            throw new ArgumentException("A hash chain needs several inputs, or one with several parts.", nameof(inputs));
        (_algorithm, _inputs) = (algorithm, inputs);
        _levels = Grow(algorithm, inputs);
    }

    /// <summary>The digest at the top, which is what is signed or stamped.</summary>
    public ReadOnlyMemory<byte> Top => _levels[^1][0];

    /// <summary>The document that states the top, UTF-8.</summary>
    /// <param name="chainName">The file the chain will lie in, e.g. <c>/sig-hashchain.xml</c>.</param>
    public byte[] Result(string chainName) => HashChainText.Result(_algorithm, chainName, Top.Span);

    /// <summary>The branch of one input: the document that leads from its parts to the top, UTF-8.</summary>
    /// <param name="index">Which input, from 0.</param>
    public byte[] Chain(int index) => HashChainText.Chain(_algorithm, Branch(index), _inputs[index]);

    /// <summary>The steps of a branch from the top down: the digest beside it, and on which side that lies.</summary>
    private List<Sibling> Branch(int index)
    {
        var steps = new List<Sibling>(_levels.Length);
        for (var level = 0; level < _levels.Length - 1; level++, index >>= 1)
        {
            var beside = index ^ 1;
            if (beside < _levels[level].Length)
                steps.Add(new Sibling(_levels[level][beside], IsLeft: beside < index));
        }

        steps.Reverse();
        return steps;
    }

    private static ReadOnlyMemory<byte>[][] Grow(DigestAlgorithm algorithm, IReadOnlyList<ChainInput> inputs)
    {
        var levels = new List<ReadOnlyMemory<byte>[]> { inputs.Select(input => input.Leaf(algorithm)).ToArray() };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            var above = new ReadOnlyMemory<byte>[(below.Length + 1) / 2];
            for (var i = 0; i < above.Length; i++)
                above[i] = 2 * i + 1 < below.Length ? HashStep.Digest(algorithm, below[2 * i], below[2 * i + 1]) : below[2 * i];
            levels.Add(above);
        }

        return [.. levels];
    }
}

/// <summary>What stands beside a branch at one step.</summary>
internal readonly record struct Sibling(ReadOnlyMemory<byte> Digest, bool IsLeft);

/// <summary>One input of a tree: a message with its attachments, or a signature.</summary>
/// <param name="Parts">Each part's file name, e.g. <c>/message.xml</c>, and its digest; at least one.</param>
public sealed record ChainInput(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Digest)> Parts)
{
    /// <summary>An input of one part.</summary>
    public ChainInput(string name, ReadOnlyMemory<byte> digest)
        : this([(name, digest)])
    {
    }

    // Several parts make a step of their own; a single one is its own leaf.
    internal ReadOnlyMemory<byte> Leaf(DigestAlgorithm algorithm) => Parts.Count == 1
        ? Parts[0].Digest
        : HashStep.Digest(algorithm, [.. Parts.Select(part => part.Digest)]);
}
