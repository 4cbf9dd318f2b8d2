using Cabildo.Trust.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Platform.Storage;

/// <summary>Registers a module's tables in the database of its role.</summary>
public static class DatabaseRegistration
{
    /// <summary>
    /// Registers <typeparamref name="TContext"/> (scoped, and as a factory) on the role's connection string and applies
    /// its migrations before the role starts to listen.
    /// </summary>
    /// <param name="builder">The role. Its setting <c>Database</c> is a connection string: PostgreSQL when it names a
    /// <c>Host</c>, otherwise SQLite; <c>Data Source=data/{module}.db</c> if not set.</param>
    /// <param name="module">The table prefix; the migration history is kept in <c>{module}_migrations</c>.</param>
    public static WebApplicationBuilder AddDatabase<TContext>(this WebApplicationBuilder builder, string module)
        where TContext : DbContext
    {
        var connection = builder.Configuration["Database"] ?? $"Data Source=data/{module}.db";
        builder.Services.AddDbContextFactory<TContext>(options => options.UseDatabase(connection, module));
        builder.Services.AddHostedService<ApplyMigrations<TContext>>();
        return builder;
    }

    /// <summary>Points <paramref name="options"/> at a SQLite or PostgreSQL database, as the connection string says.</summary>
    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, string connection, string module)
    {
        var history = $"{module}_migrations";
        if (ConnectionStrings.IsPostgreSql(connection))
            options.UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(history));
        else
            options.UseSqlite(SqliteConnection(connection), sqlite => sqlite.MigrationsHistoryTable(history));

        // Migrations are written by hand and carry no model snapshot to compare with; the storage tests compare instead.
        return options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static string SqliteConnection(string connection)
    {
        var settings = new SqliteConnectionStringBuilder(connection) { ForeignKeys = true };
        var folder = Path.GetDirectoryName(settings.DataSource);
        if (!string.IsNullOrEmpty(folder) && !settings.DataSource.StartsWith(':'))
            PrivateFile.CreateFolder(folder);
        return settings.ToString();
    }
}
