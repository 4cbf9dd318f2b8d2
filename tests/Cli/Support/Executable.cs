using System.Diagnostics;

namespace Cabildo.Cli.Tests.Support;

/// <summary>The executable, run as its operator runs it: a process of its own in a folder of its own.</summary>
internal sealed class Executable : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private Executable(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    public static Executable Start(string folder, IEnumerable<string> words, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cabildo.dll"), .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new Executable(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Outcome> RunAsync(string folder, params string[] words)
    {
        await using var executable = Start(folder, words);
        return await executable.EndAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<Outcome> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new Outcome(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Waits until <paramref name="address"/> answers, and says its status.</summary>
    public async Task<int> AnswerAsync(Uri address)
    {
        using var http = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        while (IsRunning && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            try
            {
                using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
                return (int)answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }

        Assert.Fail($"Nothing answers at {address}: {(IsRunning ? "it runs" : await _errors)}");
        return 0;
    }

    /// <summary>Ctrl-C.</summary>
    public async Task<Outcome> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}

/// <summary>How it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);
