namespace Cabildo.Documents.Tests;

/// <summary>Waits for what happens in the background.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Asks until the answer is yes; the last assertion tells what did not come.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Limit)
        {
            if (await condition()) return;
            await Task.Delay(50);
        }

        Assert.Fail($"Not within {Limit.TotalSeconds} s: {what}");
    }
}
