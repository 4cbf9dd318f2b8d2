using System.Diagnostics;

namespace Cabildo.Testing;

/// <summary>Programs of others, that check what we made.</summary>
public static class ForeignPrograms
{
    /// <summary>Runs a program to its end; its exit code and everything it said. Where there is none, the test is skipped, with its name.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not on this machine.");
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        // Both at once: a program that fills one of them while nobody reads it never ends.
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
