using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>Messages and bodies that are encrypted cannot be read from the database, and come out as they went in.</summary>
public sealed class EncryptionTests : IDisposable
{
    private static readonly byte[] Body = "{\"diagnosis\":\"none of your business\"}"u8.ToArray();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-log-keys-");
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public EncryptionTests() => _signatory = new Signatory(_time);

    [Theory, ClassData(typeof(Engines))]
    public async Task Nothing_of_message_and_body_can_be_read_in_the_database(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, Keys("one"));
        await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None);

        var stored = Encoding.Latin1.GetString([
            .. Assert.Single(await story.Node.QueryAsync<byte[]>("SELECT message FROM exchange_log_records")),
            .. Assert.Single(await story.Node.QueryAsync<byte[]>("SELECT bytes FROM exchange_log_pieces"))]);
        Assert.DoesNotContain("24990112", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("diagnosis", stored, StringComparison.Ordinal);
        Assert.True(story.Verify(Assert.Single(await story.ContainersAsync(new MessageQuery("a")))).IsValid);
        Assert.True((await story.Node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Data_keys_change_every_day()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Keys("one"));
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        await story.Node.Log.AppendAsync(_signatory.Request("b"), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(1));
        await story.Node.Log.AppendAsync(_signatory.Request("c"), CancellationToken.None);

        var keys = await story.Node.QueryAsync<byte[]>("SELECT data_key FROM exchange_log_records ORDER BY number");

        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[1], keys[2]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task After_a_new_key_file_is_added_what_the_old_one_wrapped_is_still_read(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, Keys("one"));
        await story.Node.Log.AppendAsync(_signatory.Request("old", Body), CancellationToken.None);
        await story.RestartAsync(Keys("one", "two"));
        await story.Node.Log.AppendAsync(_signatory.Request("new", Body), CancellationToken.None);

        Assert.Equal(2, (await story.Node.QueryAsync<byte[]>("SELECT DISTINCT wrapped_by FROM exchange_log_data_keys")).Count);
        foreach (var id in new[] { "old", "new" })
            Assert.True(story.Verify(Assert.Single(await story.ContainersAsync(new MessageQuery(id)))).IsValid);
    }

    [Fact]
    public async Task Without_its_key_file_a_message_cannot_be_read_and_the_log_says_which_is_missing()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Keys("one"));
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        await story.RestartAsync(Keys("two"));

        var refused = await Assert.ThrowsAsync<CryptographicException>(() => story.ContainersAsync(new MessageQuery("a")));

        Assert.Contains("Exchange:Log:KeyFiles", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE exchange_log_records SET message = (SELECT message FROM exchange_log_records WHERE number = 2) WHERE number = 1")]
    [InlineData("UPDATE exchange_log_pieces SET bytes = (SELECT p.bytes FROM exchange_log_pieces p JOIN exchange_log_records r ON r.body = p.body WHERE r.number = 2)")]
    public async Task What_is_encrypted_for_one_place_does_not_open_in_another(string change)
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Keys("one"));
        await story.Node.Log.AppendAsync(_signatory.Request("a", Body), CancellationToken.None);
        await story.Node.Log.AppendAsync(_signatory.Request("b", Body), CancellationToken.None);
        await story.Node.ExecuteAsync(change);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => story.ContainersAsync(new MessageQuery("a")));
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_stops_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var settings = Keys("one");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(settings["KeyFiles:0"], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => LogNode.StartAsync(database.ConnectionString, _time, null, settings));

        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _signatory.Dispose();
        _folder.Delete(recursive: true);
    }

    private Dictionary<string, string> Keys(params string[] names)
    {
        var settings = new Dictionary<string, string>();
        for (var i = 0; i < names.Length; i++)
        {
            settings[$"KeyFiles:{i}"] = Path.Combine(_folder.FullName, names[i]);
            KeyFile.TryCreate(settings[$"KeyFiles:{i}"]);
        }

        return settings;
    }
}
