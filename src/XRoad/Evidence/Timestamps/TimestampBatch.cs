using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Evidence.Timestamps;

/// <summary>
/// Signatures that share one timestamp: it is over the top of a tree of them, and each keeps its own branch. How X-Road
/// stamps, so that one question to the timestamping authority serves all that was logged meanwhile.
/// </summary>
public sealed class TimestampBatch
{
    /// <summary>Most signatures of one batch, as in X-Road.</summary>
    public const int MostSignatures = 10_000;

    private static readonly DigestAlgorithm Algorithm = DigestAlgorithm.Sha512;
    private readonly HashTree _tree;
    private readonly int _count;
    private readonly byte[] _result;

    /// <param name="signatureDigests">SHA-512 of each signature document's bytes; 1 to <see cref="MostSignatures"/>.</param>
    public TimestampBatch(IReadOnlyList<ReadOnlyMemory<byte>> signatureDigests)
    {
        if (signatureDigests.Count is 0 or > MostSignatures)
            throw new ArgumentOutOfRangeException(nameof(signatureDigests), signatureDigests.Count, $"One timestamp serves 1 to {MostSignatures} signatures.");

        _count = signatureDigests.Count;
        var inputs = signatureDigests.Select(digest => new ChainInput(ContainerNames.Signatures, digest)).ToList();
        // A tree needs two leaves. One beside itself proves the same, and leaves the signature document as its signer wrote it.
        if (_count == 1)
            inputs.Add(inputs[0]);
        _tree = new HashTree(Algorithm, inputs);
        _result = _tree.Result(ContainerNames.TimestampHashChain);
    }

    /// <summary>The document that states what is stamped, UTF-8.</summary>
    public ReadOnlyMemory<byte> Result => _result;

    /// <summary>What to ask the authority. The certificate is not asked for: whoever checks has it from the global configuration.</summary>
    public TimestampRequest ToRequest() => new(TimestampImprint.Of(Algorithm, _result)) { Nonce = TimestampRequest.NewNonce() };

    /// <summary>The chain that leads from one signature to what is stamped. It is made when it is asked for: those of a whole batch are some 30 MB.</summary>
    /// <param name="index">Which signature, from 0.</param>
    public ContainerChain Chain(int index) => index >= 0 && index < _count
        ? new ContainerChain(_result, _tree.Chain(index))
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The batch has {_count} signatures.");
}
