using System.Data.Common;
using System.Security.Cryptography;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Storage;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Timestamps;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>
/// Finds the stamps of signatures. A stamp keeps the digests that it is over, and a signature's branch of the tree is made of them: whoever
/// reads on in the log mostly wants the next branch of the same tree.
/// </summary>
internal sealed class StampsOfSignatures
{
    // Some 4 MB: kept for as long as the memory is not wanted.
    private readonly WeakReference<Tree?> _last = new(null);

    /// <summary>The stamp of a signature; null if it has none.</summary>
    public async Task<BatchTimestamp?> FindAsync(DbConnection connection, long chain, long number, CancellationToken ct)
    {
        var places = await connection.QueryAsync(
            "SELECT stamp, place FROM exchange_log_stamped WHERE chain = @chain AND number = @number",
            row => (Stamp: row.Bytes(0), Place: row.GetInt32(1)),
            ct,
            ("chain", chain),
            ("number", number));
        if (places is not [var (stamp, place)])
            return await FindWrittenAsync(connection, chain, number, ct);
        return await TreeOfAsync(connection, stamp, ct) is { } tree ? new BatchTimestamp(tree.Token, tree.Batch.Chain(place)) : null;
    }

    private async Task<Tree?> TreeOfAsync(DbConnection connection, byte[] stamp, CancellationToken ct)
    {
        if (_last.TryGetTarget(out var last) && last.Stamp.AsSpan().SequenceEqual(stamp))
            return last;
        var trees = await connection.QueryAsync(
            "SELECT token, digests FROM exchange_log_stamps WHERE id = @stamp",
            row => new Tree(stamp, row.Bytes(0), new TimestampBatch([.. Digests.Split(row.Bytes(1))])),
            ct,
            ("stamp", stamp));
        if (trees is not [var tree])
            return null;
        _last.SetTarget(tree);
        return tree;
    }

    // As logs of before have it: each signature with its branch.
    private static async Task<BatchTimestamp?> FindWrittenAsync(DbConnection connection, long chain, long number, CancellationToken ct)
    {
        var stamps = await connection.QueryAsync(
            "SELECT t.token, t.result, s.stamp_chain FROM exchange_log_signatures s JOIN exchange_log_stamps t ON t.id = s.stamp WHERE s.chain = @chain AND s.number = @number",
            row => new BatchTimestamp(row.Bytes(0), new ContainerChain(row.Bytes(1), row.Bytes(2))),
            ct,
            ("chain", chain),
            ("number", number));
        return stamps is [var stamp] ? stamp : null;
    }

    private sealed record Tree(byte[] Stamp, byte[] Token, TimestampBatch Batch);

    /// <summary>How the digests of a batch lie in a stamp's row: one after the other.</summary>
    internal static class Digests
    {
        public static byte[] Join(IReadOnlyList<WaitingSignature> rows)
        {
            var joined = new byte[rows.Count * SHA512.HashSizeInBytes];
            for (var place = 0; place < rows.Count; place++)
                rows[place].Digest.CopyTo(joined, place * SHA512.HashSizeInBytes);
            return joined;
        }

        public static IEnumerable<ReadOnlyMemory<byte>> Split(byte[] joined)
        {
            for (var at = 0; at < joined.Length; at += SHA512.HashSizeInBytes)
                yield return joined.AsMemory(at, SHA512.HashSizeInBytes);
        }
    }
}
