using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Publication;

/// <summary>
/// Keeps the edition that is served. A new one is made after a tenth of a configuration's life, or at once when something was
/// registered; if that fails the last one is served until it expires, and the next attempt comes soon.
/// </summary>
internal sealed partial class ConfigurationPublisher(
    ConfigurationKeys keys, ComposeConfiguration compose, IOptions<AuthorityOptions> options, TimeProvider time, ILogger<ConfigurationPublisher> log) : IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ConfigurationEdition? _last;
    private DateTimeOffset _attemptedAt = DateTimeOffset.MinValue;
    private int _changes;
    private int _written;

    /// <summary>The last edition that was made, expired or not; null before the first.</summary>
    public ConfigurationEdition? Last => _last;

    /// <summary>Says that something was registered: the next look makes a new edition.</summary>
    public void Changed() => Interlocked.Increment(ref _changes);

    /// <summary>The edition to serve, made anew if that is due; null if there is none that has not expired.</summary>
    public async ValueTask<ConfigurationEdition?> CurrentAsync(CancellationToken ct)
    {
        if (!IsDue(time.GetUtcNow()))
            return _last;
        await _one.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (IsDue(now) && now - _attemptedAt >= BetweenAttempts)
                await AttemptAsync(now, ct);
            return _last is { } last && last.Expires > now ? last : null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsDue(DateTimeOffset now) =>
        _last is not { } last || now >= last.MadeAt + (options.Value.ConfigurationLifetime / 10) || Volatile.Read(ref _changes) != Volatile.Read(ref _written);

    private async Task AttemptAsync(DateTimeOffset now, CancellationToken ct)
    {
        var changes = Volatile.Read(ref _changes);
        try
        {
            var internalKeys = await keys.ReadAsync(ConfigurationAudience.Internal, ct);
            var externalKeys = await keys.ReadAsync(ConfigurationAudience.External, ct);
            var (shared, own) = await compose.RunAsync(internalKeys, externalKeys, ct);
            var content = new EditionContent(shared, own, internalKeys, externalKeys);
            _last = ConfigurationEdition.Of(content, options.Value.PublicUrl, now, now + options.Value.ConfigurationLifetime, _last);
            Volatile.Write(ref _written, changes);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A database or token outage: what was signed before holds until it expires.
            _attemptedAt = now;
            NotMade(log, problem);
        }
    }

    [LoggerMessage(LogLevel.Error, "No new edition of the configuration could be made; the last one is served until it expires")]
    private static partial void NotMade(ILogger logger, Exception exception);
}
