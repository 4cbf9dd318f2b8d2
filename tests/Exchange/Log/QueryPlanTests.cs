using Cabildo.Exchange.Storage;
using Cabildo.Testing;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>What is asked often walks an index, however many rows there are.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData("SELECT chain, number, digest FROM exchange_log_waiting ORDER BY chain, number LIMIT 10000", "sqlite_autoindex_exchange_log_waiting_1")]
    [InlineData("SELECT stamp, place FROM exchange_log_stamped WHERE chain = 1 AND number = 5", "(chain=? AND number=?)")]
    [InlineData("SELECT number FROM exchange_log_records WHERE message_key = 1 AND message_id = 'a' ORDER BY time, chain, number", "ix_exchange_log_records_message_key")]
    [InlineData("SELECT link FROM exchange_log_records WHERE chain = 1 AND number > 5 ORDER BY number LIMIT 256", "(chain=? AND number>?)")]
    [InlineData("SELECT bytes FROM exchange_log_pieces WHERE body = x'00' AND attachment = 1 AND piece = 0", "(body=? AND attachment=? AND piece=?)")]
    public async Task A_query_reads_no_more_than_it_returns(string query, string index)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var node = await LogNode.StartAsync(database.ConnectionString, new ManualTime());
        await using var connection = await node.Database.OpenAsync(CancellationToken.None);

        var plan = string.Join('\n', await connection.QueryAsync("EXPLAIN QUERY PLAN " + query, row => row.GetString(3), CancellationToken.None));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN exchange_log_records", plan, StringComparison.Ordinal);
        if (query.Contains("waiting", StringComparison.Ordinal))
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }
}
