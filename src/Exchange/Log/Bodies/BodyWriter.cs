using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Storage;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>
/// Cuts bodies into pieces. A short body goes into the transaction of its record. Of a long one each piece is written ahead, a few
/// at a time whatever the number of callers, so that neither a row nor memory grows with it; until its record is written it is
/// listed as open, and an open one that is a day old is left over from a crash: see <see cref="SweepBodies"/>.
/// </summary>
internal sealed class BodyWriter(BodyPolicy policy, LogWriter writer, Sealer sealer, TimeProvider time) : IDisposable
{
    /// <summary>Bytes of a piece.</summary>
    public const int PieceBytes = 256 * 1024;

    // A body up to here is written with its record: a sync of its own would cost more than the room in the queue.
    private const int ShortBytes = 64 * 1024;
    private const int MostLongBodies = 16;
    private readonly SemaphoreSlim _longBodies = new(MostLongBodies, MostLongBodies);

    /// <summary>Reads the bodies of a message and keeps them, if they are to be kept.</summary>
    /// <exception cref="MessageLogException">They are to be refused, could not be read, or not be written.</exception>
    public async ValueTask<KeptBody> WriteAsync(LoggedMessage message, CancellationToken ct)
    {
        if (!policy.Keeps(message))
            return KeptBody.Nothing;
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToByteArray(bigEndian: true);
        var key = await sealer.KeyAsync(now, ct);
        if (message.Attachments.Sum(attachment => attachment.Length) > ShortBytes)
            return await WriteAheadAsync(message, id, key, ct);

        var pieces = new List<BodyPiece>(message.Attachments.Count);
        await CutAsync(message, id, key, piece => { pieces.Add(piece); return Task.CompletedTask; }, ct);
        return new KeptBody(id, pieces, IsWritten: false, key);
    }

    public void Dispose() => _longBodies.Dispose();

    private async Task<KeptBody> WriteAheadAsync(LoggedMessage message, byte[] id, DataKey? key, CancellationToken ct)
    {
        await _longBodies.WaitAsync(ct);
        try
        {
            var isFirst = true;
            await CutAsync(
                message,
                id,
                key,
                piece =>
                {
                    var entry = new WriteEntry { Pieces = [piece], OpensBody = isFirst ? id : null, OpenedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
                    isFirst = false;
                    return writer.WriteAsync(entry, ct);
                },
                ct);
            return new KeptBody(id, [], IsWritten: true, key);
        }
        finally
        {
            _longBodies.Release();
        }
    }

    private static async Task CutAsync(LoggedMessage message, byte[] id, DataKey? key, Func<BodyPiece, Task> keep, CancellationToken ct)
    {
        for (var i = 0; i < message.Attachments.Count; i++)
        {
            var attachment = message.Attachments[i];
            await using var content = attachment.Content!();
            var left = attachment.Length;
            for (var piece = 0; left > 0; piece++)
            {
                var bytes = new byte[Math.Min(PieceBytes, left)];
                if (await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct) < bytes.Length)
                    throw new MessageLogException(LogProblems.WrongBody);
                left -= bytes.Length;
                await keep(new BodyPiece(id, i + 1, piece, key is null ? bytes : key.Seal(bytes, PieceName.Of(id, i + 1, piece))));
            }
        }
    }
}
