using System.Diagnostics;
using Cabildo.Exchange;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>An exchange node as its operator runs it: a process of its own, on a settings file of its own. It can be killed and started again.</summary>
/// <param name="folder">Everything it keeps.</param>
/// <param name="server">Its server.</param>
/// <param name="host">The loopback address it has to itself.</param>
/// <param name="client">The subsystem it serves.</param>
internal sealed class NodeProcess(string folder, SecurityServerId server, string host, SubsystemId client) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private Process? _process;

    public SecurityServerId Server => server;

    public string Host => host;

    public SubsystemId Client => client;

    public string Folder => folder;

    public string Token { get; init; } = Path.Combine(folder, "keys");

    public Uri ClientsUrl { get; } = new($"http://{host}:8080");

    /// <summary>Its settings beyond those every node has, in YAML under <c>Exchange:</c>, each line indented by two spaces.</summary>
    public string More { get; set; } = "";

    /// <summary>Its database; a SQLite file of its own if not set.</summary>
    public string Database { get; set; } = $"Data Source={folder}/exchange.db";

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The time its processors have spent on it, and its memory in bytes.</summary>
    public (TimeSpan Cpu, long Memory) Cost
    {
        get
        {
            _process!.Refresh();
            return (_process.TotalProcessorTime, _process.WorkingSet64);
        }
    }

    /// <summary>The names of the files it has in its memory: libraries, most of them. On Linux.</summary>
    public IReadOnlySet<string> Mapped => File.ReadLines($"/proc/{_process!.Id}/maps").Select(Path.GetFileName).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Its settings file.</summary>
    public string ConfigFile => Path.Combine(folder, "node.yaml");

    /// <summary>Starts it, and waits until messages can pass.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(string anchor, CancellationToken ct)
    {
        await File.WriteAllTextAsync(ConfigFile, Settings(anchor), ct);
        var clock = Stopwatch.StartNew();
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cabildo.dll"), "exchange", "--config", ConfigFile])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // What it says is read, or it would stop at a full pipe.
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        while (clock.Elapsed < Patience && IsRunning)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(ClientsUrl, "/health/ready"), ct);
                if (answer.IsSuccessStatusCode)
                    return clock.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20, ct);
        }

        throw new InvalidOperationException($"{server} did not start: {string.Join('\n', Said)}");
    }

    /// <summary>The last lines it said.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    private readonly Queue<string> _said = new();

    /// <summary>Recomputes the chains of its log by the verb that auditors use.</summary>
    /// <returns>The exit code, and what was said.</returns>
    public async Task<(int Code, string Said)> VerifyLogAsync(CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cabildo.dll"), "exchange", "log", "verify", "--bodies", "--config", ConfigFile])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, said.Trim());
    }

    /// <summary>Ends it at once, as a power cut would: nothing in it gets to do anything more (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private string Settings(string anchor) => $$"""
        Log: { Level: Warning, Format: simple }
        Database: {{Database}}
        Exchange:
          Server: {{server}}
          Token: {{Token}}
          Anchor: {{anchor}}
          ConfigurationFolder: {{folder}}/globalconf
          OcspFolder: {{folder}}/ocsp
          PeersUrl: https://{{host}}:5500
          ClientsUrl: {{ClientsUrl.GetLeftPart(UriPartial.Authority)}}
          Clients: [{ Id: {{client}}, Connection: Http }]
        {{More}}

        """;

    private void Note(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_said)
        {
            _said.Enqueue(line.Data);
            if (_said.Count > 50)
                _said.Dequeue();
        }
    }
}
