using System.Data.Common;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Storage;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>The message log in a host of its own, on a real database, as a node has it.</summary>
internal sealed class LogNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LogNode(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public MessageLog Log => _app.Services.GetRequiredService<MessageLog>();

    public NodeDatabase Database => _app.Services.GetRequiredService<NodeDatabase>();

    /// <summary>Starts a node.</summary>
    /// <param name="database">What the setting Database is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="terms">Who stamps; nobody can be reached if not set, so that nothing is stamped.</param>
    /// <param name="settings">More settings, named without <c>Exchange:Log:</c>.</param>
    /// <param name="map">Maps endpoints.</param>
    public static async Task<LogNode> StartAsync(
        string database, TimeProvider time, TestTerms? terms = null, Dictionary<string, string>? settings = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Database"] = database;
        foreach (var (name, value) in settings ?? [])
            builder.Configuration[$"{MessageLogOptions.Section}:{name}"] = value;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
        builder.Services.AddSingleton(time).AddSingleton<ITimestampTerms>(terms ?? TestTerms.Nobody);
        builder.Services.AddSingleton<IVerificationFiles, TestFiles>();
        builder.AddMessageLog();
        var app = builder.Build();
        map?.Invoke(app);
        await app.StartAsync();
        return new LogNode(app);
    }

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(_app.Urls.First()) };

    /// <summary>The rows of a query, one value each.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await connection.QueryAsync(sql, row => row.GetFieldValue<T>(0), CancellationToken.None);
    }

    /// <summary>Tampers.</summary>
    public Task ExecuteAsync(string sql, params (string Name, object? Value)[] values) =>
        Database.WriteAsync(connection => connection.ExecuteAsync(sql, CancellationToken.None, values), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A global configuration to download.</summary>
internal sealed class TestFiles : IVerificationFiles
{
    public string Instance => "RP";

    public IReadOnlyList<VerificationFile> Current => [new VerificationFile("RP", 6, "<conf/>"u8.ToArray())];
}

/// <summary>What the global configuration says of timestamps.</summary>
internal sealed class TestTerms(params IReadOnlyList<TimestampService> authorities) : ITimestampTerms
{
    /// <summary>An authority that cannot be reached.</summary>
    public static readonly TestTerms Nobody = new(new TimestampService(new Uri("http://127.0.0.1:1/"), null!));

    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    public TimestampTerms Current => new(authorities, Interval);
}
