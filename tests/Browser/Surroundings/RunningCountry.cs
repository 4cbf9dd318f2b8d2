using Cabildo.Browser.Tests.Licences;
using Cabildo.Browser.Tests.SigningIn;
using Cabildo.Cli.Demo;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Surroundings;

/// <summary>The demo country in this process and a Chromium, both shared by every test; each test brings its own visitor.</summary>
public sealed class RunningCountry : IAsyncLifetime
{
    private const int Licences = 200;
    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private DirectoryInfo? _folder;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DemoCountry? _country;

    internal DemoAddresses At => _country!.Addresses;

    internal DemoSecrets Secrets => _country!.Secrets;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium.Path))
            return;
        _folder = Directory.CreateTempSubdirectory("cabildo-browser-");
        _country = await DemoCountry.StartAsync(_folder.FullName, DemoAddresses.Free(), Licences, new SilentProgress(), CancellationToken.None);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_country is not null)
            await _country.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    /// <summary>Somebody with a browser of their own, or a skipped test where there is no Chromium.</summary>
    internal async Task<Visitor> VisitAsync(Visit? visit = null)
    {
        Assert.SkipWhen(_browser is null, $"Chromium is not on this machine (apt install chromium): {Chromium.Path}");
        visit ??= new Visit();
        var session = visit.SignedInAs is { } dni ? await SessionOfAsync(dni, visit.Language) : null;
        return await Visitor.ComeAsync(_browser!, visit, session);
    }

    /// <summary>Somebody whose phone's camera sees <paramref name="film"/>.</summary>
    internal async Task<Visitor> VisitWithCameraAsync(string film, Visit? visit = null)
    {
        Assert.SkipWhen(_playwright is null, $"Chromium is not on this machine (apt install chromium): {Chromium.Path}");
        var browser = await Chromium.LaunchAsync(_playwright!, Chromium.Camera(film));
        return await Visitor.ComeAsync(browser, visit ?? new Visit(), session: null, ownsBrowser: true);
    }

    /// <summary>A code of somebody, the same each time: it serves a day.</summary>
    internal async Task<string> CodeOfAsync(string dni) =>
        _codes.TryGetValue(dni, out var code) ? code : _codes[dni] = await CodePage.TextOfAsync(this, dni);

    // A person signs in once in each language; the cookies then serve every test that needs that person.
    private async Task<string> SessionOfAsync(string dni, string language)
    {
        if (_sessions.TryGetValue(dni + language, out var session))
            return session;
        await using var person = await Visitor.ComeAsync(_browser!, new Visit { Language = language }, session: null);
        await new SignInPage(person.Page, this).SignInAsync(dni);
        return _sessions[dni + language] = await person.Context.StorageStateAsync();
    }
}
