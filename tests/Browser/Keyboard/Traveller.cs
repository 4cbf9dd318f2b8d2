using System.Text.Json;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Keyboard;

/// <summary>Somebody who has a keyboard and no pointer, and who must always see where they are (WCAG 2.2 §2.4.7, §2.4.11).</summary>
internal sealed class Traveller(IPage page)
{
    private const int MostStops = 40;

    // How every element looks before it has the focus, remembered by the element itself.
    private const string Remember = """
        () => {
            window.looks ??= new WeakMap();
            window.lookOf ??= (element) => [element, element.nextElementSibling].filter(Boolean).map((one) => {
                const style = getComputedStyle(one);
                return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, style.borderColor].join();
            }).join("|");
            for (const element of document.querySelectorAll("a[href], button, input, textarea, select, summary")) {
                if (element !== document.activeElement && !window.looks.has(element)) window.looks.set(element, window.lookOf(element));
            }
        }
        """;

    private const string Here = """
        () => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const box = element.getBoundingClientRect();
            const before = window.looks.get(element);
            return {
                name: (element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText ?? "").trim(),
                seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                marked: before === undefined || before !== window.lookOf(element),
                inMain: element.closest("main") !== null,
            };
        }
        """;

    /// <summary>Goes on by Tab until what has the focus is called <paramref name="name"/>.</summary>
    public async Task GoToAsync(string name)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            if ((await NextAsync())?.Name.Contains(name, StringComparison.Ordinal) == true)
                return;
        }

        Assert.Fail($"After {MostStops} stops nothing called '{name}' had the focus at {page.Url}.");
    }

    /// <summary>Presses Tab once; null where the focus left the page.</summary>
    public async Task<Stop?> NextAsync()
    {
        await page.EvaluateAsync(Remember);
        await page.Keyboard.PressAsync("Tab");
        if (await page.EvaluateAsync<JsonElement?>(Here) is not { ValueKind: JsonValueKind.Object } here)
            return null;
        var stop = new Stop(here.GetProperty("name").GetString()!, here.GetProperty("inMain").GetBoolean());
        Assert.True(here.GetProperty("seen").GetBoolean(), $"'{stop.Name}' has the focus outside of the window at {page.Url}.");
        Assert.True(here.GetProperty("marked").GetBoolean(), $"Nothing shows that '{stop.Name}' has the focus at {page.Url}.");
        return stop;
    }

    public Task TypeAsync(string text) => page.Keyboard.InsertTextAsync(text);

    public Task EnterAsync() => page.Keyboard.PressAsync("Enter");
}

/// <summary>Where the focus is.</summary>
internal sealed record Stop(string Name, bool IsInMain);
