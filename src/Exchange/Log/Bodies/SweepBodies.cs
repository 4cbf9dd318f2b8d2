using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>Deletes bodies that were written ahead of a record that never came, because the process ended or the request did.</summary>
internal sealed class SweepBodies(NodeDatabase database, TimeProvider time)
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Deletes those that are a day old.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = (time.GetUtcNow() - Longest).ToUnixTimeMilliseconds();
        var total = 0;
        for (var count = AtOnce; count == AtOnce; total += count)
        {
            await using var connection = await database.OpenAsync(ct);
            var bodies = await connection.QueryAsync($"SELECT body FROM exchange_log_open_bodies WHERE time < @before LIMIT {AtOnce}", row => row.Bytes(0), ct, ("before", before));
            using var turn = await database.EnterAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            foreach (var body in bodies)
            {
                await connection.ExecuteAsync("DELETE FROM exchange_log_pieces WHERE body = @body", ct, ("body", body));
                await connection.ExecuteAsync("DELETE FROM exchange_log_open_bodies WHERE body = @body", ct, ("body", body));
            }

            await transaction.CommitAsync(ct);
            count = bodies.Count;
        }

        return total;
    }
}
