using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cabildo.Platform.Storage;

/// <summary>Writes many rows with few statements, in the form that SQLite and PostgreSQL both take.</summary>
public static class RowsInsert
{
    // SQLite finds each named parameter by a walk over all of them: long statements cost more than they save.
    private const int MostParameters = 400;

    /// <summary>Inserts <paramref name="rows"/> within the context's current transaction, a few hundred a statement.</summary>
    /// <param name="context">The context whose connection and transaction are used.</param>
    /// <param name="table">Table name: a constant of the code, never input.</param>
    /// <param name="columns">Column names: constants of the code, never input.</param>
    /// <param name="rows">Values in the order of the columns; instants as UTC <see cref="DateTime"/>.</param>
    /// <param name="written">Told the number of rows written so far; not told if not set.</param>
    /// <param name="ct">Cancels between statements.</param>
    /// <returns>The number of rows written.</returns>
    public static async Task<int> InsertRowsAsync(
        this DbContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, IProgress<int>? written, CancellationToken ct)
    {
        var (count, perStatement) = (0, MostParameters / columns.Count);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var batch in rows.Chunk(perStatement))
        {
            // The statement is parsed once and run again with other values; only the last may be shorter.
            if (command.Parameters.Count != batch.Length * columns.Count)
                Write(command, table, columns, batch.Length);
            for (var i = 0; i < command.Parameters.Count; i++)
                command.Parameters[i].Value = batch[i / columns.Count][i % columns.Count] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
            written?.Report(count += batch.Length);
        }

        return count;
    }

    private static void Write(DbCommand command, string table, IReadOnlyList<string> columns, int rows)
    {
        var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" (\"").AppendJoin("\",\"", columns).Append("\") VALUES ");
        command.Parameters.Clear();
        for (var i = 0; i < rows * columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
            sql.Append(i % columns.Count > 0 ? "," : i == 0 ? "(" : "),(").Append(parameter.ParameterName);
        }

        command.CommandText = sql.Append(')').ToString();
    }
}
