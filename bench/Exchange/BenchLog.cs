using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Bench.Exchange;

/// <summary>The message log in a host, as a node has it.</summary>
internal sealed class BenchLog : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BenchLog(WebApplication app) => _app = app;

    public MessageLog Log => _app.Services.GetRequiredService<MessageLog>();

    /// <summary>Starts it.</summary>
    /// <param name="database">The connection string.</param>
    /// <param name="mostRecords">How many records a transaction may hold; as many as in a node if not set.</param>
    public static async Task<BenchLog> StartAsync(string database, int? mostRecords)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Database"] = database;
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ITimestampTerms, Never>();
        builder.AddMessageLog();
        if (mostRecords is { } most)
            builder.Services.AddSingleton(GroupLimits.Default with { Entries = most });
        var app = builder.Build();
        await app.StartAsync();
        return new BenchLog(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Never : ITimestampTerms
    {
        public TimestampTerms Current { get; } = new([new TimestampService(new Uri("http://127.0.0.1:1"), null!)], TimeSpan.FromDays(1));
    }
}
