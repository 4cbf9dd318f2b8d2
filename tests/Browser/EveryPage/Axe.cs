using System.Text.Json;
using Cabildo.Browser.Tests.Surroundings;
using Cabildo.Testing;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.EveryPage;

/// <summary>axe-core, from npm: the accessibility faults that a program can find.</summary>
internal static class Axe
{
    private static readonly Lazy<Task<string>> Source = new(ReadAsync);

    /// <summary>The serious and critical violations on the page, each with the first element it concerns.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        await page.EvaluateAsync(await Source.Value + ";0");
        var result = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. result.GetProperty("violations").EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("nodes")[0].GetProperty("html").GetString()}"),
        ];
    }

    private static async Task<string> ReadAsync()
    {
        var folder = Repository.File("tests/Browser");
        var script = Path.Combine(folder, "node_modules/axe-core/axe.min.js");
        if (!File.Exists(script))
        {
            var (code, _, errors) = await Programs.EndAsync("npm", "ci", "--prefix", folder, "--no-audit", "--no-fund");
            Assert.True(code == 0, $"npm ci in tests/Browser ended with {code}: {errors}");
        }

        return await File.ReadAllTextAsync(script);
    }
}
