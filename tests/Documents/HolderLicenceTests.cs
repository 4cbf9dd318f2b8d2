using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Documents.Tests;

public sealed class HolderLicenceTests
{
    [Fact]
    public async Task The_holder_sees_the_licence_as_the_register_has_it()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var holder = role.HolderOf();

        using var response = await holder.GetAsync("/api/licence");
        var licence = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("Giménez", licence.GetProperty("familyNames").GetString());
        Assert.Equal("B1", licence.GetProperty("classes")[0].GetProperty("code").GetString());
        Assert.Equal("valid", licence.GetProperty("status").GetString());
        Assert.Equal("2026-11-01T12:00:00+00:00", licence.GetProperty("updatedAt").GetString());
        Assert.True(licence.TryGetProperty("readAt", out _));
        Assert.False(licence.TryGetProperty("address", out _));
        Assert.False(licence.TryGetProperty("bloodGroup", out _));
    }

    [Fact]
    public async Task The_register_is_asked_in_the_name_of_the_subsystem_with_a_message_id_of_its_own()
    {
        await using var role = await DocumentsRole.StartAsync(change: s => s["Documents:RefreshInterval"] = "01:00:00");
        role.Node.Add(DocumentsRole.Number);
        using var holder = role.HolderOf();

        await holder.GetAsync("/api/licence");
        var first = role.Node.LastHeaders;
        await holder.GetAsync("/api/licence");

        Assert.Equal("RP/GOV/digital/documents", first["X-Road-Client"]);
        Assert.True(Guid.TryParse(first["X-Road-Id"], out _));
        Assert.NotEqual(first["X-Road-Id"], role.Node.LastHeaders["X-Road-Id"]);
        Assert.False(first.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("suspended", "2039-05-02", "suspended")]
    [InlineData("withheld", "2039-05-02", "withheld")]
    [InlineData("valid", "2020-01-01", "expired")]
    [InlineData("suspended", "2020-01-01", "suspended")]
    public async Task The_status_follows_from_the_register_and_the_dates(string status, string expiry, string shown)
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number, licence => (licence["status"], licence["expiryDate"]) = (status, expiry));
        using var holder = role.HolderOf();

        var licence = await holder.GetFromJsonAsync<JsonElement>("/api/licence");

        Assert.Equal(shown, licence.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_person_without_a_licence_is_told_so()
    {
        await using var role = await DocumentsRole.StartAsync();
        using var holder = role.HolderOf("20111222");

        await AssertProblemAsync(await holder.GetAsync("/api/licence"), HttpStatusCode.NotFound, "no-licence");
        await AssertProblemAsync(await holder.PostAsync("/api/licence/qr", content: null), HttpStatusCode.NotFound, "no-licence");
    }

    [Fact]
    public async Task A_person_known_by_another_kind_of_number_has_no_licence()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var foreigner = role.With(role.Tokens.Token(role.Issuer, "run:31456789"));

        await AssertProblemAsync(await foreigner.GetAsync("/api/licence"), HttpStatusCode.NotFound, "no-licence");
        await AssertProblemAsync(await foreigner.GetAsync("/api/licence/portrait"), HttpStatusCode.NotFound, "no-licence");
    }

    [Fact]
    public async Task The_portrait_passes_through_and_a_missing_one_is_a_sentence()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var holder = role.HolderOf();

        using var response = await holder.GetAsync("/api/licence/portrait");
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(role.Node.Portrait, await response.Content.ReadAsByteArrayAsync());

        role.Node.Portrait = null;
        await AssertProblemAsync(await holder.GetAsync("/api/licence/portrait"), HttpStatusCode.NotFound, "no-portrait");
    }

    public static TheoryData<string> Failures => ["node error", "access denied", "register 500", "slow", "not JSON", "another person's", "404 without a code", "wrong type", "huge"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_register_or_node_that_fails_is_unavailable_and_worth_a_retry(string failure)
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        role.Node.Failure = context => FailAsync(failure, context);
        using var holder = role.HolderOf();

        using var response = await holder.GetAsync("/api/licence");

        Assert.NotNull(response.Headers.RetryAfter);
        await AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable, "register-unavailable");
    }

    [Fact]
    public async Task A_node_that_is_down_is_unavailable()
    {
        var port = LoopbackPorts.Free("127.0.0.1");
        await using var role = await DocumentsRole.StartAsync(change: s => s["Documents:ExchangeUrl"] = $"http://127.0.0.1:{port}");
        using var holder = role.HolderOf();

        await AssertProblemAsync(await holder.GetAsync("/api/licence"), HttpStatusCode.ServiceUnavailable, "register-unavailable");
        await AssertProblemAsync(await holder.PostAsync("/api/licence/qr", content: null), HttpStatusCode.ServiceUnavailable, "register-unavailable");
    }

    [Fact]
    public async Task Nobody_without_a_good_access_token_gets_in()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] refused =
        [
            role.Tokens.Token("http://localhost:8080"),
            role.Tokens.Token(role.Issuer, type: "JWT"),
            role.Tokens.Token(role.Issuer, age: TimeSpan.FromHours(1)),
            role.Tokens.Token(role.Issuer, key: new ECDsaSecurityKey(otherKey) { KeyId = "test-key" }),
            "not a token",
        ];

        using var anyone = role.Anyone();
        foreach (var path in new[] { "/api/licence", "/api/licence/portrait" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.PostAsync("/api/licence/qr", content: null)).StatusCode);
        foreach (var token in refused)
        {
            using var client = role.With(token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/licence")).StatusCode);
        }
    }

    [Theory]
    [InlineData("openid national_id", "dni:31456789")]
    [InlineData("openid documents-admin national_id", "dni:31456789")]
    [InlineData("openid documents", null)]
    [InlineData("openid documents", "../licences/1")]
    public async Task A_token_without_the_scope_or_the_person_is_forbidden(string scope, string? nationalId)
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var client = role.With(role.Tokens.Token(role.Issuer, nationalId, scope));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/licence")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/api/licence/qr", content: null)).StatusCode);
    }

    private static async Task FailAsync(string failure, HttpContext context)
    {
        var response = context.Response;
        switch (failure)
        {
            case "node error":
                response.StatusCode = 500;
                response.Headers["X-Road-Error"] = "Server.ServerProxy.NetworkError";
                await response.WriteAsJsonAsync(new { type = "Server.ServerProxy.NetworkError", message = "Could not connect" });
                break;
            case "access denied":
                response.StatusCode = 500;
                response.Headers["X-Road-Error"] = "Server.ServerProxy.AccessDenied";
                break;
            case "register 500": response.StatusCode = 500; break;
            case "slow": await Task.Delay(TimeSpan.FromSeconds(3), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); break;
            case "not JSON":
                response.ContentType = "application/json";
                await response.WriteAsync("{\"number\":");
                break;
            case "another person's": await response.WriteAsJsonAsync(new { number = "1" }); break;
            case "404 without a code": response.StatusCode = 404; break;
            case "wrong type": await response.WriteAsync("<html>"); break;
            case "huge":
                response.ContentType = "application/json";
                await response.WriteAsync(new string(' ', 2 * 1024 * 1024));
                break;
        }
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
    }
}
