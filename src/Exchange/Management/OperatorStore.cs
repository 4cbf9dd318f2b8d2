using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Management;

/// <summary>Who may call.</summary>
/// <param name="Name">The name, for the lines of changes.</param>
/// <param name="MayChange">Whether they may change something, and not only look.</param>
/// <param name="Since">Since when.</param>
public sealed record NodeOperator(string Name, bool MayChange, DateTimeOffset Since);

/// <summary>Keeps the operators and the hashes of their keys. A key is 32 random bytes: nothing is gained by hashing it slowly.</summary>
internal sealed class OperatorStore(NodeDatabase database, TimeProvider time)
{
    private const string Prefix = "cabildo-operator-";

    /// <summary>Takes an operator in.</summary>
    /// <returns>The key, which is nowhere else; null if there is one of that name.</returns>
    public async Task<string?> AddAsync(string name, bool mayChange, CancellationToken ct)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        using var turn = await database.EnterAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        var added = await connection.ExecuteAsync(
            "INSERT INTO exchange_managed_operators (name, key_hash, may_change, time) VALUES (@name, @hash, @change, @time) ON CONFLICT (name) DO NOTHING",
            ct,
            ("name", name),
            ("hash", Hash(key)),
            ("change", mayChange ? 1 : 0),
            ("time", time.GetUtcNow().ToUnixTimeMilliseconds()));
        return added == 1 ? key : null;
    }

    /// <summary>The operator of a key; null if there is none. Every hash is compared, in constant time.</summary>
    public async Task<NodeOperator?> FindAsync(string key, CancellationToken ct)
    {
        var hash = Hash(key);
        NodeOperator? found = null;
        foreach (var (known, one) in await AllAsync(ct))
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = one;
        }

        return found;
    }

    /// <summary>Every operator, by name.</summary>
    public async Task<List<NodeOperator>> ListAsync(CancellationToken ct) => [.. (await AllAsync(ct)).Select(one => one.Operator)];

    /// <summary>Takes an operator's key away.</summary>
    /// <returns>False if there is none of that name.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken ct)
    {
        using var turn = await database.EnterAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteAsync("DELETE FROM exchange_managed_operators WHERE name = @name", ct, ("name", name)) == 1;
    }

    private async Task<List<(byte[] Hash, NodeOperator Operator)>> AllAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryAsync(
            "SELECT name, key_hash, may_change, time FROM exchange_managed_operators ORDER BY name",
            row => (row.Bytes(1), new NodeOperator(row.GetString(0), row.GetInt32(2) != 0, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))),
            ct);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
