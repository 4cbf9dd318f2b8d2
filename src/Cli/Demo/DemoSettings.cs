using System.Globalization;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;
using Microsoft.Extensions.Logging;

namespace Cabildo.Cli.Demo;

/// <summary>The settings of the demo's roles: what an operator would write into a file for each.</summary>
internal sealed class DemoSettings(DemoSetup setup, DemoSecrets secrets, IReadOnlyList<DemoPerson> people)
{
    private const string TimeZone = "America/Argentina/Buenos_Aires";
    private readonly string _folder = setup.Folder;
    private readonly DemoAddresses _addresses = setup.Addresses;

    /// <summary>The file of what the authority is told of the instance.</summary>
    public static string FactsIn(string folder) => Path.Combine(folder, "instance.yaml");

    public Dictionary<string, string?> Authority() => Common("authority", _addresses.Authority, new()
    {
        ["Authority:Facts"] = FactsIn(_folder),
        ["Authority:PublicUrl"] = Text(_addresses.Authority),
        ["Authority:Name"] = "Autoridad de intercambio RP",
        ["Authority:RootToken"] = Path.Combine(_folder, "authority-root"),
        ["Authority:Token"] = Path.Combine(_folder, "authority-keys"),
    });

    public Dictionary<string, string?> TransportRegister() => Common("transport", _addresses.TransportRegister, new()
    {
        ["Register:OperatorKey"] = secrets.OperatorKey,
        ["Register:Portraits"] = CountryFolder.Portraits,
    });

    public Dictionary<string, string?> CivilRegister() => Common("civil", _addresses.CivilRegister, new()
    {
        ["Register:OperatorKey"] = secrets.OperatorKey,
    });

    public Dictionary<string, string?> HealthRegister() => Common("health", _addresses.HealthRegister, []);

    public Dictionary<string, string?> Identity() => Common("identity", _addresses.Identity, new()
    {
        ["Identity:Issuer"] = Text(_addresses.Identity),
        ["Identity:PrefilledPassword"] = secrets.Password,
        ["Identity:Clients:0:Id"] = "portal",
        ["Identity:Clients:0:Name:es"] = "Portal ciudadano",
        ["Identity:Clients:0:Name:en"] = "Citizens' portal",
        ["Identity:Clients:0:JwksUri"] = Text(_addresses.Portal) + "/.well-known/jwks.json",
        ["Identity:Clients:0:RedirectUris:0"] = Text(_addresses.Portal) + "/signin-oidc",
        ["Identity:Clients:0:PostLogoutRedirectUris:0"] = Text(_addresses.Portal) + "/signout-callback-oidc",
        ["Identity:Clients:0:Scopes:0"] = "openid",
        ["Identity:Clients:0:Scopes:1"] = "profile",
        ["Identity:Clients:0:Scopes:2"] = "national_id",
        ["Identity:Clients:0:Scopes:3"] = "documents",
        ["Identity:Clients:0:Resources:0"] = Text(_addresses.Documents),
    });

    public Dictionary<string, string?> Documents() => Common("documents", _addresses.Documents, new()
    {
        ["Documents:Issuer"] = Text(_addresses.Documents),
        ["Documents:IssuerNameEs"] = "Registro Nacional de Licencias",
        ["Documents:IssuerNameEn"] = "National Licence Register",
        ["Documents:Country"] = "RP",
        ["Documents:TimeZone"] = TimeZone,
        ["Documents:Authority"] = Text(_addresses.Identity),
        ["Documents:ExchangeUrl"] = Text(_addresses.Digital.Clients),
        ["Documents:Client"] = DemoNodes.Documents,
        ["Documents:LicenceService"] = DemoNodes.LicenceService,
        ["Documents:ChangesService"] = DemoNodes.ChangesService,
        ["Documents:RefreshInterval"] = "00:00:05",
        ["Documents:TokenFolder"] = Path.Combine(_folder, "documents-keys"),
    });

    public Dictionary<string, string?> Portal()
    {
        var settings = Common("portal", _addresses.Portal, new()
        {
            ["Portal:Authority"] = Text(_addresses.Identity),
            ["Portal:Documents"] = Text(_addresses.Documents),
            ["Portal:Token"] = Path.Combine(_folder, "portal-keys"),
            ["Portal:TimeZone"] = TimeZone,
        });
        var number = 0;
        foreach (var person in people.Where(person => person.SignsIn))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Portal:People:{number++}");
            settings[$"{key}:Id"] = person.Dni;
            settings[$"{key}:Name"] = $"{person.GivenNames} {person.FamilyNames}";
            settings[$"{key}:Portrait"] = Path.Combine(CountryFolder.Portraits, person.Portrait.ToString("00", CultureInfo.InvariantCulture) + ".jpg");
            foreach (var (language, story) in person.Story)
                settings[$"{key}:Story:{language}"] = story;
        }

        return settings;
    }

    public static Dictionary<string, string?> Logged(Dictionary<string, string?> settings, LogLevel level)
    {
        settings["Log:Level"] = level.ToString();
        settings["Log:Format"] = "simple";
        return settings;
    }

    private Dictionary<string, string?> Common(string role, Uri address, Dictionary<string, string?> own)
    {
        own["Urls"] = Text(address);
        own["Database"] = setup.DatabaseOf(role);
        own["KeyRing:Certificate"] = Path.Combine(_folder, role + "-keyring.pfx");
        own["Country:Pack"] = CountryFolder.Pack;
        return Logged(own, setup.Log);
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
