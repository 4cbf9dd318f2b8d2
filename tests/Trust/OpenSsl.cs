using System.Diagnostics;

namespace Cabildo.Trust.Tests;

/// <summary>Another implementation to agree with: the system's openssl.</summary>
internal static class OpenSsl
{
    private static readonly bool IsThere = Run(["version"]).Exit == 0;

    /// <summary>What openssl says, both of its streams; the test is skipped without it.</summary>
    public static (int Exit, string Said) Ask(params string[] arguments)
    {
        Assert.SkipUnless(IsThere, "There is no openssl.");
        return Run(arguments);
    }

    private static (int Exit, string Said) Run(string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
