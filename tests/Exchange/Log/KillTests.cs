using System.Diagnostics;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A process that is killed at any point has lost no message that it acknowledged.</summary>
public sealed class KillTests
{
    private const string DatabaseVariable = "CABILDO_LOG_DRILL_DATABASE";
    private const string FileVariable = "CABILDO_LOG_DRILL_FILE";
    private static int Kills => Environment.GetEnvironmentVariable("CABILDO_LONG") is null ? 5 : 50;

    [Theory, ClassData(typeof(Engines))]
    public async Task After_a_kill_every_acknowledged_message_is_there_and_the_chain_holds(DatabaseEngine engine)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Cabildo.Exchange.Tests");
        Assert.SkipUnless(File.Exists(program), "The tests do not run from their own executable.");
        await using var database = await TestDatabase.CreateAsync(engine);
        // What is killed cleans nothing up: all that it leaves lies in here.
        var folder = Directory.CreateTempSubdirectory("cabildo-log-drill-");
        var file = Path.Combine(folder.FullName, "acknowledged");
        await File.WriteAllTextAsync(file, "");
        for (var kill = 0; kill < Kills; kill++)
            await RunAndKillAsync(program, database.ConnectionString, file);

        var acknowledged = (await File.ReadAllTextAsync(file)).Split('\n')[..^1];
        folder.Delete(recursive: true);
        await using var node = await LogNode.StartAsync(database.ConnectionString, new ManualTime());
        var logged = (await node.QueryAsync<string>("SELECT message_id FROM exchange_log_records")).ToHashSet(StringComparer.Ordinal);
        Assert.True(acknowledged.Length >= Kills * 100);
        Assert.DoesNotContain(acknowledged, id => !logged.Contains(id));
        Assert.Null((await node.Services.GetRequiredService<VerifyChain>().RunAsync(withBodies: true, CancellationToken.None)).Fault);
    }

    /// <summary>What is killed: run in a process of its own, by the test above alone.</summary>
    [Fact(Explicit = true)]
    public async Task Appends_until_it_is_killed()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(DatabaseVariable) is { Length: > 0 }, "It is run by the kill drill alone.");
        var time = new ManualTime();
        using var signatory = new Signatory(time);
        await using var node = await LogNode.StartAsync(Environment.GetEnvironmentVariable(DatabaseVariable)!, time);
        await using var file = new FileStream(Environment.GetEnvironmentVariable(FileVariable)!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var load = new Load(node, signatory, id =>
        {
            lock (file)
                file.Write(System.Text.Encoding.ASCII.GetBytes(id + "\n"));
        });

        await Task.Delay(TimeSpan.FromMinutes(2));
    }

    private static async Task RunAndKillAsync(string program, string database, string file)
    {
        var before = new FileInfo(file).Length;
        var start = new ProcessStartInfo(program, ["-explicit", "only", "-method", $"{typeof(KillTests).FullName}.{nameof(Appends_until_it_is_killed)}"])
        {
            Environment = { [DatabaseVariable] = database, [FileVariable] = file, ["TMPDIR"] = Path.GetDirectoryName(file)! },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        // A hundred lines of a GUID and a line feed, then at any moment.
        for (var waited = 0; new FileInfo(file).Length < before + 3_700 && waited < 300 && !process.HasExited; waited++)
            await Task.Delay(100);
        await Task.Delay(Random.Shared.Next(300));
        Assert.False(process.HasExited, process.HasExited ? await output : "");
        process.Kill();
        await process.WaitForExitAsync();
    }
}
