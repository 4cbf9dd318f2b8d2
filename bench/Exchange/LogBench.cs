using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Cabildo.Bench.Evidence;
using Cabildo.Exchange.Log;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Bench.Exchange;

/// <summary>
/// The message log with 64 callers at once: many records a sync beside a sync for each, in turns on the same disk. PostgreSQL too,
/// if <c>CABILDO_BENCH_POSTGRESQL</c> is the connection string of an empty database.
/// </summary>
internal static class LogBench
{
    private const int Callers = 64;
    private const int MessageBytes = 1024;
    private const int Batch = 16;
    private const int Rounds = 5;
    private const double Goal = 20_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static IEnumerable<Row> Run()
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-bench-log-");
        try
        {
            foreach (var row in RunAsync("SQLite", name => $"Data Source={folder.FullName}/{name}.db").GetAwaiter().GetResult())
                yield return row;
            if (Environment.GetEnvironmentVariable("CABILDO_BENCH_POSTGRESQL") is { Length: > 0 } server)
            {
                foreach (var row in RunAsync("PostgreSQL", _ => server).GetAwaiter().GetResult())
                    yield return row;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Row>> RunAsync(string engine, Func<string, string> database)
    {
        using var signatory = new Signatory();
        await using var group = await BenchLog.StartAsync(database("group"), mostRecords: null);
        await using var single = await BenchLog.StartAsync(database("single"), mostRecords: 1);
        var message = Message(signatory);
        var grouped = await DuelAsync(group.Log, single.Log, message, perSignature: 1);
        var batched = await DuelAsync(group.Log, single.Log, message, perSignature: Batch);
        var grown = await GrowthAsync(group.Log, message);
        return
        [
            grouped.ToRow($"log 1 KB messages, {engine}, beside a sync each", 3, "≥3 of a sync each"),
            batched.ToRow($"the same, signed by {Batch}", 3, "≥3 of a sync each"),
            new Row($"log 1 KB messages signed by {Batch}, {engine}", PerSecond(batched.Ours), "", batched.Ours / Goal, "≥20,000/s", batched.Ours >= Goal),
            new Row($"memory after 50,000 more messages, {engine}", $"{grown:+0.0;-0.0} MB", "", grown, "≤20 MB", grown <= 20),
        ];
    }

    private static async Task<(double Ours, double Reference)> DuelAsync(MessageLog ours, MessageLog reference, LoggedMessage message, int perSignature)
    {
        await RateAsync(ours, message, perSignature);
        await RateAsync(reference, message, perSignature);
        var (left, right) = (new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
            (left[i], right[i]) = (await RateAsync(ours, message, perSignature), await RateAsync(reference, message, perSignature));
        Array.Sort(left);
        Array.Sort(right);
        return (left[Rounds / 2], right[Rounds / 2]);
    }

    private static async Task<double> RateAsync(MessageLog log, LoggedMessage message, int perSignature)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AppendAsync(log, message, perSignature, count => clock.Elapsed < Round))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    // How much the process has grown, in MB, when nothing is left to collect.
    private static async Task<double> GrowthAsync(MessageLog log, LoggedMessage message)
    {
        var before = Collected();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AppendAsync(log, message, Batch, count => count < 50_000 / Callers))));
        return (Collected() - before) / (1024.0 * 1024.0);
    }

    private static async Task<int> AppendAsync(MessageLog log, LoggedMessage message, int perSignature, Func<int, bool> goesOn)
    {
        var (count, signature) = (0, message.Signature);
        for (; goesOn(count); count++)
        {
            if (count % perSignature == 0)
                signature = Another(message.Signature);
            await log.AppendAsync(message with { MessageId = Guid.NewGuid().ToString(), Signature = signature }, CancellationToken.None);
        }

        return count;
    }

    // Signing is another bench: a document of the right length that nobody has logged yet will do.
    private static MessageSignature Another(MessageSignature signature)
    {
        var xml = signature.Xml.ToArray();
        RandomNumberGenerator.Fill(xml.AsSpan(xml.Length / 2, 32));
        return signature with { Xml = xml };
    }

    private static LoggedMessage Message(Signatory signatory)
    {
        var part = new byte[MessageBytes];
        var subsystem = new SubsystemId(Signatory.Member, "licences");
        var signable = new SignableMessage(Signatory.Digest(part));
        return new LoggedMessage
        {
            Kind = SignedMessageKind.RestRequest,
            MessageId = "",
            RequestId = Guid.NewGuid().ToString(),
            Client = subsystem,
            Service = new CalledService(subsystem, "doses", Version: null),
            AtConsumer = true,
            Message = part,
            Signature = signatory.Signer.SignBatch([.. Enumerable.Repeat(signable, Batch)])[0],
            Attachments = [],
        };
    }

    private static long Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static string PerSecond(double rate) => rate.ToString("#,##0", CultureInfo.InvariantCulture) + "/s";
}
