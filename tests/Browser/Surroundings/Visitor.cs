using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Surroundings;

/// <summary>How somebody comes.</summary>
internal sealed record Visit
{
    public const int Phone = 360;
    public const int Desk = 1280;

    /// <summary><c>es</c> or <c>en</c>, as the browser asks for it.</summary>
    public string Language { get; init; } = "es";

    /// <summary>Width of the window in CSS pixels.</summary>
    public int Width { get; init; } = Phone;

    /// <summary>Device pixels for each CSS pixel.</summary>
    public float Density { get; init; } = 1;

    /// <summary>Whether the browser runs scripts.</summary>
    public bool Scripts { get; init; } = true;

    /// <summary>DNI of the person who is signed in; nobody if not set.</summary>
    public string? SignedInAs { get; init; }
}

/// <summary>A person with a fresh browser context and one page.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds until what does not come is a fault; what comes is never waited for longer.</summary>
    public const int Patience = 20_000;

    private readonly List<string> _faults = [];
    private readonly IBrowser? _ownBrowser;

    private Visitor(IBrowserContext context, IPage page, Visit visit, IBrowser? ownBrowser)
    {
        (Context, Page, Visit, _ownBrowser) = (context, page, visit, ownBrowser);
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Console += (_, message) => Note(message);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public Visit Visit { get; }

    /// <summary>What scripts and the content security policy complained of.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static async Task<Visitor> ComeAsync(IBrowser browser, Visit visit, string? session, bool ownsBrowser = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            Locale = visit.Language == "es" ? "es-AR" : "en-GB",
            TimezoneId = "America/Argentina/Buenos_Aires",
            ViewportSize = new() { Width = visit.Width, Height = visit.Width == Visit.Phone ? 740 : 800 },
            DeviceScaleFactor = visit.Density,
            JavaScriptEnabled = visit.Scripts,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = session,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync(), visit, ownsBrowser ? browser : null);
    }

    /// <summary>Opens an address of one of the country's roles.</summary>
    public Task GoAsync(Uri role, string path) => Page.GotoAsync(new Uri(role, path).AbsoluteUri);

    /// <summary>Changes the width as turning a phone or moving to a desk would.</summary>
    public Task WidenAsync(int width) => Page.SetViewportSizeAsync(width, width == Visit.Phone ? 740 : 800);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        if (_ownBrowser is not null)
            await _ownBrowser.DisposeAsync();
    }

    // An answer of 4xx is an error to the console, but it is what some tests ask for.
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            _faults.Add(message.Text);
    }
}
