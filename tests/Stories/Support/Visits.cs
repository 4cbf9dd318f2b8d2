using Cabildo.Cli.Checks;
using Cabildo.Cli.Demo;

namespace Cabildo.Stories.Tests.Support;

/// <summary>What people do at the portal.</summary>
internal static class Visits
{
    /// <summary>Signs in as one of the demo people, and arrives at the documents.</summary>
    public static async Task<WebPage> SignInAsync(this Citizen citizen, DemoCountry country, string dni)
    {
        var page = await citizen.TrySignInAsync(country, dni, country.Secrets.Password);
        Assert.Equal(country.Addresses.Portal.Authority, page.Address.Authority);
        return page;
    }

    /// <summary>Sends a number and a password; what comes is where that leads.</summary>
    public static async Task<WebPage> TrySignInAsync(this Citizen citizen, DemoCountry country, string number, string password)
    {
        var form = await citizen.OpenAsync(new Uri(country.Addresses.Portal, "/sign-in"), TestContext.Current.CancellationToken);
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Number"] = number, ["Password"] = password };
        return await citizen.SubmitAsync(form, "Password", values, TestContext.Current.CancellationToken);
    }

    public static Task<WebPage> LicenceAsync(this Citizen citizen, DemoCountry country) => citizen.PageAsync(country, "/documents/licence");

    public static Task<WebPage> CodeAsync(this Citizen citizen, DemoCountry country) => citizen.PageAsync(country, "/documents/licence/qr");

    public static Task<WebPage> PageAsync(this Citizen citizen, DemoCountry country, string path) =>
        citizen.OpenAsync(new Uri(country.Addresses.Portal, path), TestContext.Current.CancellationToken);
}
