using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Platform.Tests;

public sealed class RoleHostTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task What_one_replica_protects_another_reads_when_both_hold_the_certificate(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var certificate = Path.Combine(Directory.CreateTempSubdirectory("cabildo-test-").FullName, "keyring.pfx");

        string secret;
        await using (var first = await StartAsync(database, certificate))
            secret = Protector(first).Protect("hola");
        await using var second = await StartAsync(database, certificate);

        Assert.Equal("hola", Protector(second).Unprotect(secret));
    }

    [Fact]
    public async Task The_certificate_of_the_key_ring_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are of Unix.");
            return;
        }

        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var certificate = Path.Combine(Directory.CreateTempSubdirectory("cabildo-test-").FullName, "keyring.pfx");
        await using var host = await StartAsync(database, certificate);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(certificate));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_close_what_a_page_does_not_need()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var host = await StartAsync(database, Path.Combine(Directory.CreateTempSubdirectory("cabildo-test-").FullName, "keyring.pfx"));
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static Task<TestHost> StartAsync(TestDatabase database, string certificate)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database"] = database.ConnectionString,
            ["KeyRing:Certificate"] = certificate,
        };
        var app = RoleHost.CreateBuilder("test", settings).Build();
        app.UseRole();
        return TestHost.StartAsync(app);
    }

    private static IDataProtector Protector(TestHost host) =>
        host.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
