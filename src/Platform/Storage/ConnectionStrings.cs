namespace Cabildo.Platform.Storage;

/// <summary>What the setting <c>Database</c> says. By itself, so that whoever only asks loads neither engine's library nor the framework.</summary>
public static class ConnectionStrings
{
    /// <summary>Whether a connection string is one of PostgreSQL, which names a <c>Host</c>; otherwise it is one of SQLite.</summary>
    public static bool IsPostgreSql(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);
}
