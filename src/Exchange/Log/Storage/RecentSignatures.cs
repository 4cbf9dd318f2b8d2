using System.Buffers.Binary;
using Cabildo.Exchange.Log.Records;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// The signatures that the chain has had lately, so that one which serves a batch is stored once. None is used again more than
/// <see cref="Reach"/> records after its first, so that old ones can be deleted by their number alone.
/// </summary>
internal sealed class RecentSignatures
{
    /// <summary>For how many records a signature is remembered.</summary>
    public const long Reach = 10_000;

    // Batches come within moments. What is remembered for long is looked at by each collection of garbage: a few hundred are enough.
    private const int MostRemembered = 128;
    private Dictionary<long, (LogSignature Signature, long Number)> _known = [];
    private Dictionary<long, (LogSignature Signature, long Number)> _before = [];

    public bool TryFind(LogSignature signature, long number, out long known)
    {
        known = 0;
        if ((!_known.TryGetValue(Key(signature), out var found) && !_before.TryGetValue(Key(signature), out found)) || number - found.Number >= Reach || !found.Signature.IsSame(signature))
            return false;
        known = found.Number;
        return true;
    }

    public void Add(LogSignature signature, long number)
    {
        if (_known.Count >= MostRemembered)
        {
            (_known, _before) = (_before, _known);
            _known.Clear();
        }

        // Only the digests are needed again: the documents are let go.
        _known[Key(signature)] = (signature with { Xml = [] }, number);
    }

    public void Forget()
    {
        _known.Clear();
        _before.Clear();
    }

    private static long Key(LogSignature signature) => BinaryPrimitives.ReadInt64LittleEndian(signature.Digest);
}
