using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Stories.Tests.Processes;

namespace Cabildo.Bench.Exchange;

/// <summary>
/// Whole exchanges through two nodes, each a process of its own: signed, verified, in a hash-chained durable log, stamped. Beside them two
/// relays of the same framework that pass the same requests on over mutual TLS and do nothing else.
/// </summary>
internal static class ExchangeBench
{
    private const int Clients = 64;

    // Too few for the nodes to wait for company: each message has a signature of its own.
    private const int Few = 2;
    private const int Rounds = 5;
    private const long Settled = 100_000;
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static IEnumerable<Row> Run() => RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    private static async Task<List<Row>> RunAsync(CancellationToken ct)
    {
        await using var country = await TwoNodes.CreateAsync(ct);
        await using var register = await TestRegister.StartAsync(country.Service);
        country.Consumer.More = "  MaxBodyBytes: 2000000000";
        country.Provider.More = country.Consumer.More + "\n" + country.Offer;
        await country.StartAsync(ct);
        var rows = new List<Row> { await StartAsync(country, ct) };
        using var signed = new Load(new Uri(country.Consumer.ClientsUrl, country.PathOf("licence/licence/1")), country.Consumer.Client.ToString());
        await using var relays = await RelayPair.StartAsync(country, ct);
        using var plain = new Load(new Uri(relays.Url, "/licence/1"), country.Consumer.Client.ToString());
        rows.Add(await DuelAsync(signed, plain, Few, 0.5, "each signed by itself"));
        rows.Add(await DuelAsync(signed, plain, Clients, 0.8, "signed in batches"));
        rows.Add(await MemoryAsync(country, signed));
        rows.Add(await LargeAsync(country, ct));
        return rows;
    }

    private static async Task<Row> DuelAsync(Load signed, Load plain, int clients, double goal, string how)
    {
        await signed.RunAsync(clients, Round);
        await plain.RunAsync(clients, Round);
        var (ours, reference) = (new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
        {
            ours[i] = Rate(await signed.RunAsync(clients, Round));
            reference[i] = Rate(await plain.RunAsync(clients, Round));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"logged exchange of 1 KB, {how}, {clients} clients");
        return (Middle(ours), Middle(reference)).ToRow(name, goal, string.Create(CultureInfo.InvariantCulture, $">= {goal} of an unsigned relay pair"));
    }

    // Nodes that have what they need on disk: as after a crash, and as all that is measured after.
    private static async Task<Row> StartAsync(TwoNodes country, CancellationToken ct)
    {
        await country.Consumer.KillAsync();
        await country.Consumer.StartAsync(country.Anchor, ct);
        await country.Provider.KillAsync();
        var took = (await country.Provider.StartAsync(country.Anchor, ct)).TotalSeconds;
        return new Row("a node's first answer after its start", Text(took, "s"), "", took / 1.5, "<= 1.5 s", took <= 1.5);
    }

    private static async Task<Row> MemoryAsync(TwoNodes country, Load load)
    {
        await load.RunAsync(Clients, Settled);
        var memory = Math.Max(country.Consumer.Cost.Memory, country.Provider.Cost.Memory) / Megabyte;
        return new Row("memory of the larger node after 100,000 messages and more", Text(memory, "MB"), "", memory / 150, "<= 150 MB", memory <= 150);
    }

    private static async Task<Row> LargeAsync(TwoNodes country, CancellationToken ct)
    {
        var before = Math.Max(country.Consumer.Cost.Memory, country.Provider.Cost.Memory);
        var most = before;
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(3) };
        http.DefaultRequestHeaders.Add("X-Road-Client", country.Consumer.Client.ToString());
        var asked = ReadAsync(http, new Uri(country.Consumer.ClientsUrl, country.PathOf("licence/large?bytes=1000000000")), ct);
        while (await Task.WhenAny(asked, Task.Delay(50, ct)) != asked)
            most = Math.Max(most, Math.Max(country.Consumer.Cost.Memory, country.Provider.Cost.Memory));
        var length = await asked;
        var more = (most - before) / Megabyte;
        return new Row("memory more for an answer of 1 GB", Text(more, "MB"), "", more / 100, "<= 100 MB", length == 1_000_000_000 && more <= 100);
    }

    private static async Task<long> ReadAsync(HttpClient http, Uri url, CancellationToken ct)
    {
        using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var chunk = new byte[64 * 1024];
        var length = 0L;
        while (await body.ReadAsync(chunk, ct) is > 0 and var count)
            length += count;
        return length;
    }

    private static double Rate((long Answered, TimeSpan Took) run) => run.Answered / run.Took.TotalSeconds;

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");
}

/// <summary>Two unsigned relays, each a process, between the clients and the same register.</summary>
internal sealed class RelayPair : IAsyncDisposable
{
    private readonly List<Process> _relays = [];

    /// <summary>Where clients call.</summary>
    public required Uri Url { get; init; }

    public static async Task<RelayPair> StartAsync(TwoNodes country, CancellationToken ct)
    {
        var certificate = Path.Combine(country.Folder, "relay.pfx");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var now = TimeProvider.System.GetUtcNow();
            using var made = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pfx), ct);
        }

        var (inside, outside) = ($"{country.Consumer.Host}:8099", $"{country.Provider.Host}:8099");
        var pair = new RelayPair { Url = new Uri($"http://{inside}") };
        await pair.StartAsync("out", outside, country.Service.GetLeftPart(UriPartial.Authority), certificate, ct);
        await pair.StartAsync("in", inside, $"https://{outside}", certificate, ct);
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            relay.Kill();
            await relay.WaitForExitAsync(CancellationToken.None);
            relay.Dispose();
        }
    }

    private async Task StartAsync(string side, string listen, string next, string certificate, CancellationToken ct)
    {
        var relay = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], UnsignedRelay.Word, side, listen, next, certificate])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        _relays.Add(relay);
        if (await relay.StandardOutput.ReadLineAsync(ct) != "ready")
            throw new InvalidOperationException("The unsigned relay does not start.");
    }
}
