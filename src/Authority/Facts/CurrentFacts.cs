using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Facts;

/// <summary>The facts as the file has them now. A file that cannot be read leaves the last good facts in place, and says so.</summary>
internal sealed partial class CurrentFacts(IOptions<AuthorityOptions> options, ILogger<CurrentFacts> log)
{
    private readonly Lock _one = new();
    private Snapshot? _last;

    /// <summary>The last facts that could be read.</summary>
    public InstanceFacts Value => (_last ?? Reread()).Facts;

    /// <summary>What is wrong with the file as it lies there now; null if nothing is.</summary>
    public string? Problem => _last?.Problem;

    /// <summary>Looks whether the file was changed since, and reads it if so.</summary>
    public void Follow() => Reread();

    private Snapshot Reread()
    {
        lock (_one)
        {
            var stamp = StampOf(options.Value.Facts);
            if (_last is { } last && last.Stamp == stamp)
                return last;
            return _last = Read(stamp);
        }
    }

    private Snapshot Read((DateTime, long) stamp)
    {
        try
        {
            return new Snapshot(InstanceFacts.Load(options.Value.Facts), stamp, null);
        }
        catch (InvalidDataException problem) when (_last is not null)
        {
            NotRead(log, problem.Message);
            return _last with { Stamp = stamp, Problem = problem.Message };
        }
    }

    private static (DateTime, long) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    [LoggerMessage(LogLevel.Error, "The facts were changed and cannot be read; the last good ones stay in force: {Problem}")]
    private static partial void NotRead(ILogger logger, string problem);

    private sealed record Snapshot(InstanceFacts Facts, (DateTime, long) Stamp, string? Problem);
}
