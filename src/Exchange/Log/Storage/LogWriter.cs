using System.Threading.Channels;
using Cabildo.Exchange.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Storage;

/// <summary>
/// The one writer of this process, on a thread of its own: it takes all entries that wait, writes them in one transaction and tells each
/// that it is durable. If a write fails, everything that waits fails with it, and the writer tries once a second until it works again.
/// </summary>
/// <remarks>
/// It waits for the disk most of the time. On threads of the pool it would keep what could go on from going on, and be handed from one to
/// the next several times a transaction.
/// </remarks>
internal sealed partial class LogWriter : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WriteQueue _queue;
    private readonly RecentSignatures _recent = new();
    private readonly IGroupStore _store;
    private readonly GroupLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<LogWriter> _logger;
    private volatile bool _isFailing;
    private bool _isStarted;
    private Chain? _chain;

    public LogWriter(NodeDatabase database, IOptions<MessageLogOptions> options, GroupLimits limits, TimeProvider time, ILogger<LogWriter> logger)
    {
        (_limits, _time, _logger) = (limits, time, logger);
        _store = database.IsPostgreSql ? new PostgreSqlGroupStore(database) : new SqliteGroupStore(database);
        _queue = new WriteQueue(options.Value.QueueLength);
    }

    /// <summary>Whether the last write failed, and none has worked since.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Writes an entry; waits for room if too many wait already.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="ct">Ends the wait for room. What has its place is written, and waited for, whatever becomes of the caller.</param>
    /// <exception cref="MessageLogException">It could not be written, or nobody knows whether it was.</exception>
    public async Task WriteAsync(WriteEntry entry, CancellationToken ct)
    {
        if (_isFailing)
            throw new MessageLogException(LogProblems.Unavailable);
        try
        {
            await _queue.AddAsync(entry, ct);
        }
        catch (ChannelClosedException closed)
        {
            throw new MessageLogException(LogProblems.Unavailable, closed);
        }

        await entry.Written;
    }

    /// <summary>Begins a chain before the first message comes.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryOpenChainAsync();
        _isStarted = true;
        new Thread(Run) { Name = "message log", IsBackground = true }.UnsafeStart();
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.End();
        if (_isStarted)
            await _ended.Task.WaitAsync(cancellationToken);
        FailWaiting(null);
        await _store.DisposeAsync();
    }

    public void Dispose() => _queue.End();

    private void Run()
    {
        try
        {
            while (true)
            {
                if (_chain is { } chain)
                {
                    if (!_queue.AwaitWork())
                        break;
                    WriteWaiting(chain);
                }
                else if (!TryOpenChainAsync().GetAwaiter().GetResult() && _queue.Pause(RetryAfter))
                {
                    break;
                }
            }

            _ended.SetResult();
        }
        catch (Exception exception)
        {
            _isFailing = true;
            _ended.SetException(exception);
            throw;
        }
    }

    private async Task<bool> TryOpenChainAsync()
    {
        try
        {
            _chain = await _store.OpenChainAsync(_time, CancellationToken.None);
            LogOpened(_chain.Id);
            _isFailing = false;
            return true;
        }
        catch (Exception exception)
        {
            await BreakAsync(exception, []);
            return false;
        }
    }

    private void WriteWaiting(Chain chain)
    {
        var group = new WriteGroup { Chain = chain };
        while (group.Entries.Count < _limits.Entries && group.Size < _limits.Bytes && _queue.TryTake(out var entry))
            group.Add(entry);
        try
        {
            group.Number(_recent);
            _store.Write(group);
        }
        catch (Exception exception)
        {
            BreakAsync(exception, group.Entries).GetAwaiter().GetResult();
            return;
        }

        chain.Advance(group.LastNumber, group.LastLink);
        foreach (var entry in group.Entries)
            entry.Complete();
    }

    // Nobody knows what the database has done of the group: its chain is left as it is, and the next one begins.
    private async Task BreakAsync(Exception exception, IReadOnlyList<WriteEntry> group)
    {
        (_isFailing, _chain) = (true, null);
        _recent.Forget();
        LogFailure(exception);
        var failure = new MessageLogException(LogProblems.Unavailable, exception);
        foreach (var entry in group)
            entry.Fail(failure);
        FailWaiting(exception);
        try
        {
            await _store.ResetAsync();
        }
        catch (Exception another) when (another is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // The connection was broken already.
        }
    }

    private void FailWaiting(Exception? exception)
    {
        while (_queue.TryTake(out var entry))
            entry.Fail(new MessageLogException(LogProblems.Unavailable, exception));
    }

    [LoggerMessage(LogLevel.Information, "The message log goes on in chain {Chain}")]
    private partial void LogOpened(long chain);

    [LoggerMessage(LogLevel.Error, "The message log cannot be written; messages are refused until it can")]
    private partial void LogFailure(Exception exception);
}

/// <summary>How much is written in one transaction at most.</summary>
/// <param name="Entries">Most entries.</param>
/// <param name="Bytes">At how many bytes no entry is added.</param>
internal sealed record GroupLimits(int Entries, int Bytes)
{
    /// <summary>1,024 entries, 8 MiB.</summary>
    public static readonly GroupLimits Default = new(1_024, 8 * 1024 * 1024);
}
