using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.SigningIn;

/// <summary>A device's own authenticator, with a fingerprint that always fits (WebAuthn §11, over the DevTools protocol).</summary>
internal sealed class VirtualAuthenticator
{
    private readonly ICDPSession _devTools;
    private readonly string _id;

    private VirtualAuthenticator(ICDPSession devTools, string id) => (_devTools, _id) = (devTools, id);

    public static async Task<VirtualAuthenticator> AddAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var added = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
        return new VirtualAuthenticator(devTools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>How often each of the keys it holds has signed.</summary>
    public async Task<IReadOnlyList<int>> SignaturesAsync()
    {
        var held = await _devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return [.. held!.Value.GetProperty("credentials").EnumerateArray().Select(one => one.GetProperty("signCount").GetInt32())];
    }
}
