using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cabildo.Testing;

/// <summary>Somebody else, who does something just before one of the statements of whoever is watched.</summary>
/// <param name="statement">Before which statement, from 1.</param>
/// <param name="does">What is done.</param>
public sealed class ComesBefore(int statement, Func<Task> does) : DbCommandInterceptor
{
    private int _statements;

    /// <summary>Whether there was such a statement.</summary>
    public bool HasCome => _statements >= statement;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await ComeAsync();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ComeAsync();
        return result;
    }

    /// <summary>Every engine with every statement up to <paramref name="statements"/>.</summary>
    public static TheoryData<DatabaseEngine, int> Each(int statements)
    {
        var moments = new TheoryData<DatabaseEngine, int>();
        foreach (var engine in Enum.GetValues<DatabaseEngine>())
        {
            for (var statement = 1; statement <= statements; statement++)
                moments.Add(engine, statement);
        }

        return moments;
    }

    private Task ComeAsync() => ++_statements == statement ? does() : Task.CompletedTask;
}
