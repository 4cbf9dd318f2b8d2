using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Log.Archives;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Archives;
using Cabildo.XRoad.Evidence.Containers;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>What is old goes into archives that follow on each other, and only then out of the database.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-log-archive-");
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;

    public ArchiveTests() => _signatory = new Signatory(_time);

    private Dictionary<string, string> Settings => new() { ["Archive:Folder"] = _folder.FullName, ["Archive:After"] = "01:00:00", ["Retention"] = "30.00:00:00" };

    [Theory, ClassData(typeof(Engines))]
    public async Task Archives_are_whole_and_follow_on_each_other_across_restarts(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, Settings);
        await ArchiveAsync(story, "first", 3);
        await story.RestartAsync();
        await ArchiveAsync(story, "second", 2);

        var (first, second) = (Check(await FileAsync(story, 1), ""), Check(await FileAsync(story, 2), null));
        Assert.True(first.Holds, first.Reason);
        Assert.True(second.Holds, second.Reason);
        Assert.Equal((3, 2), (first.Containers, second.Containers));
        Assert.Equal(first.LastDigest, second.PreviousDigest);
        Assert.Equal(Path.GetFileName(await FileAsync(story, 1)), second.PreviousFile);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_container_of_an_archive_verifies(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, Settings);
        await ArchiveAsync(story, "m", 4);

        var valid = 0;
        await using var file = File.OpenRead(await FileAsync(story, 1));
        ArchiveCheck.Run(file, "", visit: (_, container) =>
        {
            using var bytes = new MemoryStream();
            container.CopyTo(bytes);
            Assert.True(story.Verify(bytes.ToArray()).IsValid);
            valid++;
        });

        Assert.Equal(4, valid);
    }

    [Fact]
    public async Task Xmlsec_and_OpenSSL_find_an_archived_container_good()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Settings);
        await ArchiveAsync(story, "m", 2);
        AsicContainer? container = null;
        await using var file = File.OpenRead(await FileAsync(story, 1));
        ArchiveCheck.Run(file, "", visit: (_, bytes) => container ??= AsicContainer.Open(Copy(bytes)));

        var authority = Write("authority.pem", Pem(_signatory.Authority));
        var at = _time.GetUtcNow().AddHours(-2);
        var signature = await ForeignPrograms.RunAsync(
            "xmlsec1", "--verify", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", "--trusted-pem", authority, "--verification-time", at.ToString("yyyy-MM-dd HH:mm:ss"),
            "--url-map:/message.xml", Write("message.xml", container!.Message.ToArray()),
            "--url-map:/sig-hashchainresult.xml", Write("sig-hashchainresult.xml", container.SignatureHashChainResult!.Value.ToArray()),
            Write("signatures.xml", container.Signatures.ToArray()));
        var stamp = await ForeignPrograms.RunAsync(
            "openssl", "ts", "-verify", "-token_in", "-in", Write("timestamp.tst", container.Timestamp!.Value.ToArray()),
            "-data", Write("ts-hashchainresult.xml", container.TimestampHashChainResult!.Value.ToArray()), "-CAfile", authority,
            "-untrusted", Write("timestamper.pem", Pem(_signatory.Timestamper.Certificate!)), "-attime", $"{at.ToUnixTimeSeconds()}");

        Assert.True(signature.ExitCode == 0, signature.Output);
        Assert.Contains("Verification: OK", stamp.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_young_or_has_no_stamp_is_not_archived()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Settings);
        var archive = story.Node.Services.GetRequiredService<ArchiveLog>();
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await archive.RunAsync(CancellationToken.None));

        await story.Node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None);
        await story.Node.Log.AppendAsync(_signatory.Request("b"), CancellationToken.None);
        await story.Node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None);

        Assert.Equal(1, await archive.RunAsync(CancellationToken.None));
        Assert.DoesNotContain(_folder.EnumerateFiles(), file => file.Name.EndsWith(".draft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_that_was_recorded_and_not_named_gets_its_name_in_the_next_run()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, Settings);
        await ArchiveAsync(story, "m", 1);
        var file = await FileAsync(story, 1);
        // As a crash right after the transaction leaves it.
        File.Move(file, Path.Combine(_folder.FullName, ".1.draft"));
        await story.Node.ExecuteAsync("UPDATE exchange_log_archives SET draft = '.1.draft'");

        await story.Node.Services.GetRequiredService<ArchiveLog>().RunAsync(CancellationToken.None);

        Assert.True(Check(file, "").Holds);
    }

    [Fact]
    public async Task A_full_archive_is_ended_and_the_next_begun()
    {
        var settings = Settings;
        settings["Archive:MaxBytes"] = "1";
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time, settings);

        await ArchiveAsync(story, "m", 3);

        Assert.Equal([1L, 2L, 3L], await story.Node.QueryAsync<long>("SELECT number FROM exchange_log_archives ORDER BY number"));
        Assert.Equal(Check(await FileAsync(story, 2), null).LastDigest, Check(await FileAsync(story, 3), null).PreviousDigest);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task After_its_retention_what_is_archived_is_deleted_and_the_rest_of_the_chain_holds(DatabaseEngine engine)
    {
        await using var story = await Story.BeginAsync(engine, _signatory, _time, Settings);
        var trim = story.Node.Services.GetRequiredService<TrimLog>();
        await ArchiveAsync(story, "old", 3);
        _time.Advance(TimeSpan.FromDays(31));
        await story.Node.Log.AppendAsync(_signatory.Request("new", [1]), CancellationToken.None);

        Assert.Equal(3, await trim.RunAsync(CancellationToken.None));
        Assert.Equal(0, await trim.RunAsync(CancellationToken.None));

        Assert.Equal(["new"], await story.Node.QueryAsync<string>("SELECT message_id FROM exchange_log_records"));
        Assert.Single(await story.Node.QueryAsync<byte[]>("SELECT DISTINCT body FROM exchange_log_pieces"));
        var verdict = await story.Node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None);
        Assert.Equal(new LogVerdict(1, 1, null), verdict);
        await story.Node.ExecuteAsync("DELETE FROM exchange_log_records");
        Assert.False((await story.Node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Nothing_is_deleted_that_is_not_archived()
    {
        await using var story = await Story.BeginAsync(DatabaseEngine.Sqlite, _signatory, _time);
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(0, await story.Node.Services.GetRequiredService<TrimLog>().RunAsync(CancellationToken.None));
        Assert.Single(await story.Node.QueryAsync<long>("SELECT number FROM exchange_log_records"));
    }

    public void Dispose()
    {
        _signatory.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ArchiveAsync(Story story, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
            await story.Node.Log.AppendAsync(_signatory.Request($"{prefix}-{i}", [(byte)i]), CancellationToken.None);
        await story.Node.Services.GetRequiredService<StampSignatures>().RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(count, await story.Node.Services.GetRequiredService<ArchiveLog>().RunAsync(CancellationToken.None));
    }

    private async Task<string> FileAsync(Story story, int number) =>
        Path.Combine(_folder.FullName, Assert.Single(await story.Node.QueryAsync<string>($"SELECT file FROM exchange_log_archives WHERE number = {number}")));

    private static ArchiveVerdict Check(string path, string? previous)
    {
        using var file = File.OpenRead(path);
        return ArchiveCheck.Run(file, previous);
    }

    private static MemoryStream Copy(Stream bytes)
    {
        var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return copy;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Pem(X509Certificate2 certificate) => System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");
}
