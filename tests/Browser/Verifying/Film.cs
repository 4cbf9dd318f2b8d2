using Cabildo.Browser.Tests.Licences;
using Cabildo.Browser.Tests.Surroundings;

namespace Cabildo.Browser.Tests.Verifying;

/// <summary>What a camera sees when a phone with a code is held before it: a film of 640 × 480 for Chromium's fake camera.</summary>
internal static class Film
{
    // A hand holds the phone so that the code almost fills the picture.
    private const string Held = "scale=456:456:flags=area,pad=640:480:(ow-iw)/2:(oh-ih)/2:white";

    /// <summary>Films the code page of somebody, as it is on the screen.</summary>
    public static async Task<(string Film, string Code)> OfAsync(RunningCountry country, string dni, string folder)
    {
        await using var holder = await country.VisitAsync(new() { SignedInAs = dni, Density = 3 });
        var page = new CodePage(holder.Page, country);
        await page.OpenAsync();
        return (await OfAsync(await page.PhotographAsync(folder), folder), await page.TextAsync());
    }

    private static async Task<string> OfAsync(string picture, string folder)
    {
        var film = Path.Combine(folder, "code.y4m");
        await Programs.RunAsync(
            Programs.Ffmpeg, "ffmpeg", "-loglevel", "error", "-loop", "1", "-i", picture, "-t", "2", "-r", "10", "-vf", Held, "-pix_fmt", "yuv420p", film);
        return film;
    }
}
