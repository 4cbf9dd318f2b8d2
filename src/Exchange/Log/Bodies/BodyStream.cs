using System.Data.Common;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Storage;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>Reads an attachment piece by piece; one piece is in memory at a time. Asynchronous reads only.</summary>
/// <param name="connect">Opens the connection when the first piece is read.</param>
/// <param name="ownsConnection">Whether the connection is closed with the stream.</param>
/// <param name="sealer">Opens what is encrypted.</param>
/// <param name="record">The record of the message.</param>
/// <param name="attachment">Which attachment, from 1.</param>
internal sealed class BodyStream(Func<CancellationToken, ValueTask<DbConnection>> connect, bool ownsConnection, Sealer sealer, LogRecord record, int attachment) : Stream
{
    private DbConnection? _connection;
    private ReadOnlyMemory<byte> _rest;
    private int _next;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty && !_isAtEnd)
            await LoadAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (ownsConnection && _connection is not null)
            await _connection.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        _connection ??= await connect(ct);
        var rows = await _connection.QueryAsync(
            "SELECT bytes FROM exchange_log_pieces WHERE body = @body AND attachment = @attachment AND piece = @piece",
            row => row.Bytes(0),
            ct,
            ("body", record.Body),
            ("attachment", attachment),
            ("piece", _next));
        _isAtEnd = rows.Count == 0;
        if (_isAtEnd)
            return;
        _rest = record.DataKey is { } key ? (await sealer.FindAsync(key, ct)).Open(rows[0], PieceName.Of(record.Body!, attachment, _next)) : rows[0];
        _next++;
    }
}
