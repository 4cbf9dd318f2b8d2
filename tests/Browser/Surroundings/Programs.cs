using System.Diagnostics;

namespace Cabildo.Browser.Tests.Surroundings;

/// <summary>Programs that others wrote, to check ours from outside.</summary>
internal static class Programs
{
    public const string ZbarImg = "/usr/bin/zbarimg";
    public const string Ffmpeg = "/usr/bin/ffmpeg";
    public const string Python = "/usr/bin/python3";

    /// <summary>Runs a program to its end and gives what it wrote; skips the test where the machine has no such program.</summary>
    public static async Task<string> RunAsync(string program, string package, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(program), $"{program} is not on this machine (apt install {package}).");
        var (code, output, errors) = await EndAsync(program, arguments);
        Assert.True(code == 0, $"{program} ended with {code}: {errors}");
        return output;
    }

    /// <summary>Skips the test where Python lacks a module.</summary>
    public static async Task RequirePythonModuleAsync(string module)
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not on this machine (apt install python3).");
        var (code, _, _) = await EndAsync(Python, "-c", $"import {module}");
        Assert.SkipUnless(code == 0, $"Python's {module} is not on this machine (apt install python3-{module}).");
    }

    /// <summary>Runs a script that lies beside the tests, with <paramref name="input"/> on its standard input.</summary>
    public static async Task<string> PythonAsync(string script, string input)
    {
        var (code, output, errors) = await FeedAsync(input, Python, Path.Combine(AppContext.BaseDirectory, script));
        Assert.True(code == 0, $"{script} ended with {code}: {errors}");
        return output;
    }

    /// <summary>Runs a program to its end, however that is.</summary>
    public static Task<(int Code, string Output, string Errors)> EndAsync(string program, params string[] arguments) =>
        FeedAsync(input: "", program, arguments);

    private static async Task<(int Code, string Output, string Errors)> FeedAsync(string input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
