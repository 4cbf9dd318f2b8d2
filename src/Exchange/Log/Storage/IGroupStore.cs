namespace Cabildo.Exchange.Log.Storage;

/// <summary>Writes a group in one transaction that is on the disk when the call returns; one for SQLite, one for PostgreSQL.</summary>
internal interface IGroupStore : IAsyncDisposable
{
    /// <summary>Begins the next chain, over a new connection if the last one failed.</summary>
    Task<Chain> OpenChainAsync(TimeProvider time, CancellationToken ct);

    /// <summary>
    /// Writes all of the group or, with any exception, perhaps nothing: the store is then to be <see cref="ResetAsync"/>. The calling thread
    /// waits for the disk.
    /// </summary>
    void Write(WriteGroup group);

    /// <summary>Lets go of the connection.</summary>
    ValueTask ResetAsync();
}
