using Cabildo.Exchange.Log;
using Cabildo.Exchange.Management.Data;
using Cabildo.Exchange.Storage;
using Cabildo.Platform.Storage;

namespace Cabildo.Exchange.Management;

/// <summary>Who may make management calls to a node: kept in its database, whether it runs or not.</summary>
public sealed class NodeOperators : IDisposable
{
    private readonly NodeDatabase _database;
    private readonly OperatorStore _store;

    private NodeOperators(string database) => _store = new OperatorStore(_database = new NodeDatabase(database), TimeProvider.System);

    /// <summary>Opens a node's database.</summary>
    /// <param name="database">Its setting <c>Database</c>; null if not set.</param>
    /// <param name="ct">Breaks off.</param>
    public static async Task<NodeOperators> OpenAsync(string? database, CancellationToken ct)
    {
        database ??= MessageLogModule.DefaultDatabase;
        await ManagementContext.MigrateAsync(database, ct);
        return new NodeOperators(database);
    }

    /// <summary>Takes an operator in.</summary>
    /// <returns>The key, which is nowhere else; null if there is one of that name.</returns>
    public Task<string?> AddAsync(string name, bool mayChange, CancellationToken ct) => _store.AddAsync(name, mayChange, ct);

    /// <summary>Every operator, by name.</summary>
    public Task<List<NodeOperator>> ListAsync(CancellationToken ct) => _store.ListAsync(ct);

    /// <summary>Takes an operator's key away, from the next call on.</summary>
    /// <returns>False if there is none of that name.</returns>
    public Task<bool> RemoveAsync(string name, CancellationToken ct) => _store.RemoveAsync(name, ct);

    public void Dispose() => _database.Dispose();
}
