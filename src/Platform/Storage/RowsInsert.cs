using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cabildo.Platform.Storage;

/// <summary>Writes many rows with few statements, in the form that SQLite and PostgreSQL both take.</summary>
public static class RowsInsert
{
    private const int MostParameters = 5_000;

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
        var count = 0;
        foreach (var batch in rows.Chunk(MostParameters / columns.Count))
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
            Fill(command, table, columns, batch);
            await command.ExecuteNonQueryAsync(ct);
            written?.Report(count += batch.Length);
        }

        return count;
    }

    private static void Fill(DbCommand command, string table, IReadOnlyList<string> columns, object?[][] rows)
    {
        var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" (\"").AppendJoin("\",\"", columns).Append("\") VALUES ");
        var number = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            sql.Append(row == 0 ? "(" : ",(");
            for (var column = 0; column < columns.Count; column++)
            {
                sql.Append(column == 0 ? "" : ",");
                if (rows[row][column] is { } value)
                    sql.Append(Add(command, number++, value));
                else
                    sql.Append("NULL");
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
    }

    private static string Add(DbCommand command, int number, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
