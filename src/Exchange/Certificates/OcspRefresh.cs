using Cabildo.Exchange.Configuration;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Verification;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// Fetches the OCSP answers about this server's certificates well ahead: at about half of the time for which the last one holds, so
/// that a responder may be down for the other half. Nobody waits for it.
/// </summary>
internal sealed partial class OcspRefresh : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(60);
    private readonly Dictionary<Thumbprint, (DateTimeOffset At, int Failures)> _due = [];
    private readonly HashSet<Thumbprint> _bad = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _one = new(1);
    private readonly OwnOcsp _own;
    private readonly OcspFetch _fetch;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public OcspRefresh(OwnOcsp own, OcspFetch fetch, NodeConfiguration configuration, TimeProvider time, ILogger<OcspRefresh> logger)
    {
        (_own, _fetch, _time, _logger) = (own, fetch, time, logger);
        configuration.OnChange(() => _wake.Release());
    }

    /// <summary>Fetches what is due now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var now = _time.GetUtcNow();
            var links = _own.Links().Where(link => DueOf(link) <= now).ToList();
            var answers = await Task.WhenAll(links.Select(link => _fetch.FromRespondersAsync(link, ct)));
            for (var i = 0; i < links.Count; i++)
                Take(links[i], answers[i].Answer, answers[i].Verdict, answers[i].Problem);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
        _one.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryRunAsync(stoppingToken);
            await ((Task)_wake.WaitAsync(Tick, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryRunAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
        }
        catch (Exception fault)
        {
            if (!ct.IsCancellationRequested)
                LogFault(fault);
        }
    }

    // At the start, what was kept counts: it is asked for when it would have been.
    private DateTimeOffset DueOf(PathLink link)
    {
        var key = Thumbprint.Of(link.Subject);
        if (_due.TryGetValue(key, out var due))
            return due.At;
        var kept = _own.Find(link.Subject) is { } answer ? link.Judge(answer, _time.GetUtcNow()) : null;
        due = (kept is { IsGood: true } ? Next(link, kept.Answer!) : DateTimeOffset.MinValue, 0);
        _due[key] = due;
        return due.At;
    }

    private DateTimeOffset Next(PathLink link, OcspSingleResponse answer)
    {
        var now = _time.GetUtcNow();
        var left = link.GoodUntil(answer) - now;
        // Spread, so that all servers of an instance do not ask at once.
        var pause = left / 2 * (0.8 + (0.2 * Random.Shared.NextDouble()));
        return now + (pause < FirstRetry ? FirstRetry : pause);
    }

    private void Take(PathLink link, OcspResponse? answer, OcspVerdict? verdict, string? problem)
    {
        var key = Thumbprint.Of(link.Subject);
        var failures = _due.GetValueOrDefault(key).Failures;
        if (answer is null)
        {
            if (failures == 0)
                LogFailed(link.Subject.Subject, problem!);
            var pause = FirstRetry * Math.Pow(2, Math.Min(failures, 10));
            _due[key] = (_time.GetUtcNow() + (pause < LastRetry ? pause : LastRetry), failures + 1);
            return;
        }

        if (failures > 0)
            LogBack(link.Subject.Subject);
        if (!_own.Put(link.Subject, answer))
            LogNotKept(link.Subject.Subject);
        if (verdict!.IsGood)
        {
            _due[key] = (Next(link, verdict.Answer!), 0);
            _bad.Remove(key);
            return;
        }

        if (_bad.Add(key))
            LogBad(link.Subject.Subject, verdict.Reason);
        _due[key] = (_time.GetUtcNow() + LastRetry, 0);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No OCSP answer about {Certificate}: {Reason} It is asked for again until there is one")]
    private partial void LogFailed(string certificate, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "There are OCSP answers about {Certificate} again")]
    private partial void LogBack(string certificate);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Certificate} cannot be used: {Reason}")]
    private partial void LogBad(string certificate, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OCSP answer about {Certificate} could not be kept on disk")]
    private partial void LogNotKept(string certificate);

    [LoggerMessage(Level = LogLevel.Error, Message = "OCSP answers could not be fetched")]
    private partial void LogFault(Exception fault);
}
