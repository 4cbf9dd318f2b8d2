using Cabildo.Exchange.Node;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Management;

/// <summary>What is in force after a change.</summary>
/// <param name="Version">The change's number.</param>
/// <param name="Rows">What calls say.</param>
/// <param name="Overlay">All of it.</param>
internal sealed record Held(long Version, IReadOnlyList<ManagedRow> Rows, Overlay Overlay);

/// <summary>Brings what the database says into force in this process.</summary>
internal sealed partial class ManagedState(NodeSettings node, IOptions<ExchangeOptions> file, ManagedStore store, ILogger<ManagedState> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Held _current = new(-1, [], new Overlay(file.Value, []));

    public Held Current => Volatile.Read(ref _current);

    /// <summary>Takes over what was changed since, here or by another replica.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        if (await store.VersionAsync(ct) == Current.Version)
            return;
        await _turn.WaitAsync(ct);
        try
        {
            var (version, rows) = await store.LoadAsync(ct);
            if (version > Current.Version)
                Adopt(version, rows);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The settings as they would be with these rows.</summary>
    public Overlay With(IEnumerable<ManagedRow> rows) => new(file.Value, rows);

    public void Dispose() => _turn.Dispose();

    private void Adopt(long version, List<ManagedRow> rows)
    {
        var (overlay, errors) = (With(rows), new List<string>());
        var offer = overlay.Read(errors);
        if (errors.Count > 0)
        {
            // The file was changed under the calls: what still fits stays in force, and nothing else does.
            rows = Fitting(rows);
            overlay = With(rows);
            offer = overlay.Read([]);
        }

        foreach (var row in overlay.Homeless)
            LogHomeless(row.Kind, row.Key);
        node.Adopt(offer);
        Volatile.Write(ref _current, new Held(version, rows, overlay));
        if (version > 0)
            LogInForce(version);
    }

    private List<ManagedRow> Fitting(List<ManagedRow> rows)
    {
        var fitting = new List<ManagedRow>();
        foreach (var kind in Kinds.InOrder)
        {
            foreach (var row in rows.Where(row => row.Kind == kind))
            {
                var errors = new List<string>();
                With([.. fitting, row]).Read(errors);
                if (errors.Count == 0)
                    fitting.Add(row);
                else
                    LogHomeless(row.Kind, row.Key);
            }
        }

        return fitting;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Change {Version} of the operators is in force")]
    private partial void LogInForce(long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "What a call said of {Kind} {Key} has no place any more beside the node's file: it is not in force. Remove it by a call")]
    private partial void LogHomeless(string kind, string key);
}
