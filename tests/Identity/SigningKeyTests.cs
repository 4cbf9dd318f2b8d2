using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Identity.Data;
using Cabildo.Identity.Tests.Support;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cabildo.Identity.Tests;

public sealed class SigningKeyTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task After_ninety_days_the_key_announced_before_signs_and_the_old_one_still_verifies_for_a_day(DatabaseEngine engine)
    {
        await using var host = await IdentityHost.StartAsync(engine);
        var first = await KeyIdsAsync(host);
        host.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        var (oldKey, oldToken) = await TokenAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(2));

        var (newKey, _) = await TokenAsync(host);
        var second = await KeyIdsAsync(host);

        Assert.Equal<string[]>(first, [oldKey, newKey]);
        Assert.Equal(3, second.Length);
        Assert.Equal<string[]>(first, second[..2]);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", oldToken);
        Assert.True((await client.GetAsync("/userinfo", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        host.Time.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain(oldKey, await KeyIdsAsync(host));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_restart_and_another_replica_sign_with_the_same_key(DatabaseEngine engine)
    {
        await using var shared = await TestDatabase.CreateAsync(engine);
        await using var one = await IdentityHost.StartOnAsync(shared, ownsDatabase: false);
        await using var two = await IdentityHost.StartOnAsync(shared, ownsDatabase: false);

        var ids = await Task.WhenAll(KeyIdsAsync(one), KeyIdsAsync(two));

        Assert.Equal(2, ids[0].Length);
        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task A_replica_whose_clock_is_behind_signs_with_the_key_of_the_other()
    {
        await using var shared = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var ahead = await IdentityHost.StartOnAsync(shared, ownsDatabase: false);
        var ids = await KeyIdsAsync(ahead);
        await ahead.RegisterAsync(IdentityHost.Person, "Ana", "Ríos");
        await using var behind = await IdentityHost.StartOnAsync(shared, ownsDatabase: false);
        behind.Time.Advance(TimeSpan.FromSeconds(-5));

        var (key, _) = await TokenAsync(behind);

        Assert.Equal(ids[0], key);
    }

    [Fact]
    public async Task The_private_key_does_not_lie_open_in_the_database()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        await KeyIdsAsync(host);
        await using var database = await host.Services.GetRequiredService<IDbContextFactory<IdentityDatabase>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        var stored = await database.SigningKeys.OrderBy(key => key.Sequence).FirstAsync(TestContext.Current.CancellationToken);

        using var key = System.Security.Cryptography.ECDsa.Create();
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => key.ImportPkcs8PrivateKey(stored.ProtectedKey, out _));
    }

    private static async Task<string[]> KeyIdsAsync(IdentityHost host)
    {
        using var client = host.CreateClient();
        var keys = await client.GetFromJsonAsync<JsonElement>("/jwks", TestContext.Current.CancellationToken);
        return [.. keys.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }

    private static async Task<(string KeyId, string Token)> TokenAsync(IdentityHost host)
    {
        using var browser = host.CreateBrowser();
        using var client = host.CreateClient();
        var (_, body) = await host.Portal.ExchangeAsync(client, await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress()));
        var token = body.GetProperty("access_token").GetString()!;
        return (new JsonWebToken(token).Kid, token);
    }
}
