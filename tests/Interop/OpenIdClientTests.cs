using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Identity;
using Cabildo.Identity.Accounts;
using Cabildo.Platform.Country;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Interop.Tests;

/// <summary>A relying party that was not written here, openid-client, signs a person in.</summary>
public sealed class OpenIdClientTests
{
    private const string Password = "una frase que recuerdo";
    private const string RedirectUri = "http://localhost:8080/signin-oidc";
    private const string PostLogoutRedirectUri = "http://localhost:8080/signout-callback-oidc";
    private const string Resource = "http://localhost:8082";

    [Fact]
    public async Task A_relying_party_on_openid_client_signs_a_person_in_and_out()
    {
        var peer = await NodePeer.PrepareAsync("openid-client", TestContext.Current.CancellationToken);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuer = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Free("localhost")}");
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await StartAsync(database, issuer, key);

        var (code, output) = await peer.RunScriptAsync(
            "sign-in.mjs",
            new(StringComparer.Ordinal)
            {
                ["ISSUER"] = issuer,
                ["CLIENT_ID"] = "peer",
                ["CLIENT_JWK"] = Jwk(key, withPrivateKey: true),
                ["REDIRECT_URI"] = RedirectUri,
                ["POST_LOGOUT_REDIRECT_URI"] = PostLogoutRedirectUri,
                ["RESOURCE"] = Resource,
                ["PERSON"] = "dni:31456789",
                ["PASSWORD"] = Password,
            },
            TestContext.Current.CancellationToken);

        Assert.True(code == 0, output);
        Assert.Contains("ok: nobody is signed in any more", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_in_the_documentation_is_the_one_that_runs_here()
    {
        var documentation = File.ReadAllText(Repository.File("docs/integrate/sign-in.md"));
        var service = File.ReadAllText(Repository.File("tests/Interop/openid-client/relying-party.mjs"));

        Assert.Contains($"```js\n{service}```", documentation, StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartAsync(TestDatabase database, string issuer, ECDsa key)
    {
        var folder = Directory.CreateTempSubdirectory("cabildo-interop-").FullName;
        var builder = RoleHost.CreateBuilder("identity", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = issuer,
            ["Database"] = database.ConnectionString,
            ["KeyRing:Certificate"] = Path.Combine(folder, "keyring.pfx"),
            ["Assets:Folder"] = TestAssets.Folder,
            ["Country:Pack"] = Repository.File("samples/RepublicaDelPlata/pack.yaml"),
            ["Identity:Issuer"] = issuer,
            ["Identity:Clients:0:Id"] = "peer",
            ["Identity:Clients:0:Name:es"] = "Servicio ajeno",
            ["Identity:Clients:0:RedirectUris:0"] = RedirectUri,
            ["Identity:Clients:0:PostLogoutRedirectUris:0"] = PostLogoutRedirectUri,
            ["Identity:Clients:0:Scopes:0"] = "profile",
            ["Identity:Clients:0:Scopes:1"] = "national_id",
            ["Identity:Clients:0:Scopes:2"] = "documents",
            ["Identity:Clients:0:Resources:0"] = Resource,
            ["Identity:Clients:0:Jwks"] = $$"""{"keys":[{{Jwk(key, withPrivateKey: false)}}]}""",
        });
        var app = builder.AddIdentity().Build();
        app.UseRole();
        app.MapIdentity();
        var host = await TestHost.StartAsync(app, TestContext.Current.CancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var registration = await scope.ServiceProvider.GetRequiredService<RegisterAccount>().RunAsync(
            new NewAccount(new NationalId("dni", "31456789"), "Ana María", "Ríos", Password), TestContext.Current.CancellationToken);
        Assert.True(registration.Succeeded);
        return host;
    }

    private static string Jwk(ECDsa key, bool withPrivateKey)
    {
        var parameters = key.ExportParameters(withPrivateKey);
        var members = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "peer-1",
            ["x"] = WebEncoders.Base64UrlEncode(parameters.Q.X!),
            ["y"] = WebEncoders.Base64UrlEncode(parameters.Q.Y!),
        };
        if (withPrivateKey)
            members["d"] = WebEncoders.Base64UrlEncode(parameters.D!);
        return JsonSerializer.Serialize(members);
    }
}
