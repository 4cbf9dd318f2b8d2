using System.Globalization;
using System.Text.Json;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Licences;

/// <summary>The portal's page with the code full screen.</summary>
internal sealed class CodePage(IPage page, RunningCountry country)
{
    // ISO/IEC 18004 §5.3.8: four modules of quiet on each side.
    private const int QuietZone = 8;

    public ILocator Code => page.Locator("[data-code-text]");

    public async Task OpenAsync()
    {
        await page.GotoAsync(new Uri(country.At.Portal, "documents/licence/qr").AbsoluteUri);
        await Assertions.Expect(Code).ToBeVisibleAsync();
    }

    /// <summary>The text that the drawing stands for.</summary>
    public async Task<string> TextAsync() => await Code.GetAttributeAsync("data-code-text") ?? "";

    /// <summary>The version of the drawn symbol, from its number of modules (ISO/IEC 18004 §5.3.1).</summary>
    public async Task<int> VersionAsync()
    {
        var box = await Code.Locator("svg").GetAttributeAsync("viewBox");
        var modules = int.Parse(box!.Split(' ')[2], CultureInfo.InvariantCulture) - QuietZone;
        Assert.Equal(0, (modules - 17) % 4);
        return (modules - 17) / 4;
    }

    /// <summary>What a camera would see, in a file of <paramref name="folder"/>.</summary>
    public async Task<string> PhotographAsync(string folder)
    {
        var file = Path.Combine(folder, "code.png");
        await Code.ScreenshotAsync(new() { Path = file });
        return file;
    }

    /// <summary>Opens the code of somebody and gives its text.</summary>
    public static async Task<string> TextOfAsync(RunningCountry country, string dni)
    {
        await using var holder = await country.VisitAsync(new() { SignedInAs = dni });
        var code = new CodePage(holder.Page, country);
        await code.OpenAsync();
        return await code.TextAsync();
    }
}
