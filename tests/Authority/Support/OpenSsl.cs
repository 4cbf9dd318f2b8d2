using System.Diagnostics;

namespace Cabildo.Authority.Tests.Support;

/// <summary>Another implementation to agree with: the system's openssl.</summary>
internal static class OpenSsl
{
    private static readonly Lazy<bool> IsThere = new(() => RunAsync(["version"]).GetAwaiter().GetResult().Exit == 0);

    /// <summary>What openssl says, both of its streams; the test is skipped without it.</summary>
    public static Task<(int Exit, string Said)> AskAsync(params string[] arguments)
    {
        Assert.SkipUnless(IsThere.Value, "There is no openssl (apt install openssl).");
        return RunAsync(arguments);
    }

    private static async Task<(int Exit, string Said)> RunAsync(string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
