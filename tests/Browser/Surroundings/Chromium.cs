using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Surroundings;

/// <summary>The system's Chromium.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, params string[] more) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = [.. Quiet, .. more] });

    /// <summary>The switches of a camera that is allowed and shows a film.</summary>
    public static string[] Camera(string film) =>
        ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"];
}
