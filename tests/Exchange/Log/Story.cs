using Cabildo.Exchange.Log.Containers;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A database, an authority for timestamps, and a node that logs.</summary>
internal sealed class Story : IAsyncDisposable
{
    private readonly Signatory _signatory;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, string>? _settings;

    private Story(TestDatabase database, TestTimestamper timestamper, Signatory signatory, TimeProvider time, Dictionary<string, string>? settings) =>
        (Database, Timestamper, _signatory, _time, _settings) = (database, timestamper, signatory, time, settings);

    public TestDatabase Database { get; }

    public TestTimestamper Timestamper { get; }

    public LogNode Node { get; private set; } = null!;

    public static async Task<Story> BeginAsync(
        DatabaseEngine engine, Signatory signatory, TimeProvider time, Dictionary<string, string>? settings = null, Action<WebApplication>? map = null)
    {
        var story = new Story(await TestDatabase.CreateAsync(engine), await TestTimestamper.StartAsync(signatory, time), signatory, time, settings);
        story.Node = await LogNode.StartAsync(story.Database.ConnectionString, time, new TestTerms(story.Timestamper.Service), settings, map);
        return story;
    }

    /// <summary>Ends the node and starts it again, with other settings if there are some.</summary>
    public async Task RestartAsync(Dictionary<string, string>? settings = null)
    {
        await Node.DisposeAsync();
        Node = await LogNode.StartAsync(Database.ConnectionString, _time, new TestTerms(Timestamper.Service), settings ?? _settings);
    }

    public async Task<List<byte[]>> ContainersAsync(MessageQuery query)
    {
        var opener = Node.Services.GetRequiredService<MessageContainer>();
        var containers = new List<byte[]>();
        await foreach (var message in opener.OpenAsync(query, CancellationToken.None))
        {
            using var bytes = new MemoryStream();
            await opener.WriteAsync(message, bytes, CancellationToken.None);
            containers.Add(bytes.ToArray());
        }

        return containers;
    }

    public EvidenceVerdict Verify(byte[] container) => new EvidenceVerifier(_signatory.Configuration()).Verify(new MemoryStream(container, writable: false));

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Timestamper.DisposeAsync();
        await Database.DisposeAsync();
    }
}
