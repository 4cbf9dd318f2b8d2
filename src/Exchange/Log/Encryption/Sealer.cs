using System.Collections.Concurrent;
using System.Security.Cryptography;
using Cabildo.Exchange.Storage;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Encryption;

/// <summary>The keys that messages and bodies are encrypted with: a new one each day, kept wrapped by the newest key file.</summary>
internal sealed class Sealer : IDisposable
{
    private readonly NodeDatabase _database;
    private readonly IReadOnlyList<KeyFile> _files;
    private readonly ConcurrentDictionary<string, DataKey> _opened = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Day? _today;

    /// <exception cref="InvalidDataException">A key file cannot be used.</exception>
    public Sealer(NodeDatabase database, IOptions<MessageLogOptions> options)
    {
        _database = database;
        _files = [.. options.Value.KeyFiles.Select(KeyFile.Read)];
    }

    /// <summary>The key of the day; null if nothing is encrypted.</summary>
    /// <exception cref="MessageLogException">A new key could not be stored.</exception>
    public async ValueTask<DataKey?> KeyAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (_files.Count == 0)
            return null;
        var date = DateOnly.FromDateTime(now.UtcDateTime);
        if (_today is { } today && today.Date == date)
            return today.Key;
        await _making.WaitAsync(ct);
        try
        {
            if (_today is not { } made || made.Date != date)
                _today = made = new Day(date, await MakeAsync(now, ct));
            return made.Key;
        }
        catch (System.Data.Common.DbException outage)
        {
            throw new MessageLogException(LogProblems.Unavailable, outage);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>A key that rows name.</summary>
    /// <exception cref="CryptographicException">It is not there, or none of the key files opens it.</exception>
    public async ValueTask<DataKey> FindAsync(byte[] id, CancellationToken ct)
    {
        var name = Convert.ToHexString(id);
        if (_opened.TryGetValue(name, out var known))
            return known;
        await using var connection = await _database.OpenAsync(ct);
        var rows = await connection.QueryAsync(
            "SELECT wrapped_by, wrapped FROM exchange_log_data_keys WHERE id = @id", row => (By: row.Bytes(0), Wrapped: row.Bytes(1)), ct, ("id", id));
        if (rows is not [var (by, wrapped)])
            throw new CryptographicException($"The data key {name} is not in the database.");
        var file = _files.FirstOrDefault(file => file.Name.AsSpan().SequenceEqual(by))
            ?? throw new CryptographicException($"The key file with the digest {Convert.ToHexString(by)}… is not among Exchange:Log:KeyFiles: add it to read older messages.");
        return _opened[name] = new DataKey(id, file.Unwrap(wrapped, id));
    }

    public void Dispose() => _making.Dispose();

    private async Task<DataKey> MakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (id, key, file) = (Guid.CreateVersion7(now).ToByteArray(bigEndian: true), RandomNumberGenerator.GetBytes(32), _files[^1]);
        await _database.WriteAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO exchange_log_data_keys (id, time, wrapped_by, wrapped) VALUES (@id, @time, @by, @wrapped)",
                ct,
                ("id", id),
                ("time", now.ToUnixTimeMilliseconds()),
                ("by", file.Name),
                ("wrapped", file.Wrap(key, id))),
            ct);
        return _opened[Convert.ToHexString(id)] = new DataKey(id, key);
    }

    private sealed record Day(DateOnly Date, DataKey Key);
}
