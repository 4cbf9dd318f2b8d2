using System.Diagnostics;
using Cabildo.Testing;

namespace Cabildo.Interop.Tests;

/// <summary>Runs the scripts of a peer that is written for Node.js.</summary>
internal sealed class NodePeer
{
    private readonly string _folder;

    private NodePeer(string folder) => _folder = folder;

    /// <summary>Makes the peer in a folder of these tests ready; skips the test by name where this machine has no Node.</summary>
    public static async Task<NodePeer> PrepareAsync(string folder, CancellationToken ct)
    {
        Assert.SkipUnless(IsThere("node") && IsThere("npm"), "Node.js is not on this machine (version 20 or later is needed).");
        var peer = new NodePeer(Repository.File($"tests/Interop/{folder}"));
        if (!Directory.Exists(Path.Combine(peer._folder, "node_modules")))
        {
            var (code, output) = await peer.RunAsync("npm", ["ci", "--no-audit", "--no-fund"], [], ct);
            Assert.True(code == 0, output);
        }

        return peer;
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>Its exit code and everything it said.</returns>
    public Task<(int Code, string Output)> RunScriptAsync(string script, Dictionary<string, string> environment, CancellationToken ct) =>
        RunAsync("node", [script], environment, ct);

    private async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, Dictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await error);
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
