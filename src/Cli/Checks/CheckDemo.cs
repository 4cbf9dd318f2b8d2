using System.Diagnostics;
using Cabildo.Cli.Demo;

namespace Cabildo.Cli.Checks;

/// <summary><c>cabildo demo --check</c>: starts the country on free ports in a temporary folder and plays the story.</summary>
internal static class CheckDemo
{
    private const int Licences = 2_000;

    /// <returns>0 if every step held, 1 otherwise.</returns>
    public static async Task<int> RunAsync(TextWriter output, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-check-");
        try
        {
            var clock = Stopwatch.StartNew();
            await using var country = await DemoCountry.StartAsync(folder.FullName, DemoAddresses.Free(), Licences, new SilentProgress(), ct);
            await SayAsync(output, "ok", clock, "the country starts", $"{Licences:N0} licences");
            using var story = new LicenceStory(country, TimeProvider.System);
            return await PlayAsync(story, output, ct);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            await output.WriteLineAsync($"FAILED the country does not start: {problem.Message}");
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Plays the steps of <paramref name="story"/> up to the first that does not hold, and says how each went.</summary>
    /// <returns>0 if every step held, 1 otherwise.</returns>
    public static async Task<int> PlayAsync(LicenceStory story, TextWriter output, CancellationToken ct)
    {
        foreach (var (what, step) in story.Steps)
        {
            if (!await PlayAsync(output, Stopwatch.StartNew(), what, step, ct))
                return 1;
        }

        return 0;
    }

    private static async Task<bool> PlayAsync(TextWriter output, Stopwatch clock, string what, Func<CancellationToken, Task<string>> step, CancellationToken ct)
    {
        try
        {
            await SayAsync(output, "ok", clock, what, await step(ct));
            return true;
        }
        catch (Exception problem) when (problem is StepFailedException or HttpRequestException or InvalidOperationException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            await SayAsync(output, "FAILED", clock, what, problem.Message);
            return false;
        }
    }

    private static Task SayAsync(TextWriter output, string outcome, Stopwatch clock, string what, string detail) =>
        output.WriteLineAsync($"{outcome,-6} {clock.ElapsedMilliseconds,6} ms  {what}: {detail}");
}
