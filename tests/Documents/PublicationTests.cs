using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;
using Cabildo.Documents.Data;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Status;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.Trust.Cose;
using Cabildo.Trust.Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Tests;

public sealed class PublicationTests
{
    [Theory]
    [InlineData("/trust-list", "application/jwt")]
    [InlineData("/status/1", "application/statuslist+jwt")]
    [InlineData("/iaca/crl", "application/pkix-crl")]
    public async Task Lists_are_for_any_origin_and_any_cache(string path, string mediaType)
    {
        await using var role = await StartPublishedAsync();
        using var anyone = role.Anyone();
        anyone.DefaultRequestHeaders.Add("Origin", "https://verifier.example");

        using var response = await anyone.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(response.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: > 0 });
        Assert.NotNull(response.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag);
        using var unchanged = await anyone.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_browser_may_ask_with_an_entity_tag_from_another_origin()
    {
        await using var role = await DocumentsRole.StartAsync();
        using var anyone = role.Anyone();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/trust-list");
        preflight.Headers.Add("Origin", "https://verifier.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        preflight.Headers.Add("Access-Control-Request-Headers", "if-none-match");

        using var response = await anyone.SendAsync(preflight);

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("if-none-match", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task A_holders_licence_is_for_no_other_origin()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        using var holder = role.HolderOf();
        holder.DefaultRequestHeaders.Add("Origin", "https://verifier.example");

        using var response = await holder.GetAsync("/api/licence");

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_status_list_is_also_served_as_a_cwt()
    {
        await using var role = await StartPublishedAsync();
        var signer = role.Host.App.Services.GetRequiredService<IssuerKeys>().Signer;
        using var anyone = role.Anyone();
        anyone.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(StatusListToken.CwtMediaType));

        using var response = await anyone.GetAsync("/status/1");

        Assert.Equal(StatusListToken.CwtMediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        var key = CoseKey.From(signer.Certificate);
        Assert.True(StatusListToken.TryReadCwt(await response.Content.ReadAsByteArrayAsync(), _ => key, out var list));
        Assert.Equal($"{role.Issuer}/status/1", list.Uri);
        Assert.Equal(1 << 17, list.List.Count);
    }

    [Fact]
    public async Task A_list_that_does_not_exist_is_not_found()
    {
        await using var role = await StartPublishedAsync();
        using var anyone = role.Anyone();

        foreach (var path in new[] { "/status/99", "/status/0", "/status/abc", "/status/99999999999" })
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task No_status_list_is_published_before_the_register_was_read()
    {
        var port = LoopbackPorts.Free("127.0.0.1");
        await using var role = await DocumentsRole.StartAsync(change: s => s["Documents:ExchangeUrl"] = $"http://127.0.0.1:{port}");
        using var anyone = role.Anyone();

        await Eventually.IsTrueAsync(
            async () => (await anyone.GetAsync("/status/1")).StatusCode is HttpStatusCode.ServiceUnavailable, "the list exists and is not published");
    }

    [Fact]
    public async Task A_status_list_ages_while_the_register_is_unreachable_and_is_young_again_afterwards()
    {
        await using var role = await DocumentsRole.StartAsync(change: s => s["Documents:StatusListTtl"] = "00:00:01");
        await WaitUntilPublishedAsync(role);
        role.Node.Failure = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await Task.Delay(300);
        var before = await IssuedAtAsync(role);
        await Task.Delay(2500);
        Assert.Equal(before, await IssuedAtAsync(role));

        role.Node.Failure = null;
        await Eventually.IsTrueAsync(async () => await IssuedAtAsync(role) > before, "the list is signed anew");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_trust_lists_number_grows_with_its_content_alone(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        await WaitUntilPublishedAsync(role);
        await Eventually.IsTrueAsync(async () => (await TrustListAsync(role)).Issuers[0].StatusLists.Count is 1, "the list is named");
        var first = await TrustListAsync(role);

        await role.RestartAsync();
        var restarted = await TrustListAsync(role);
        await FillListAsync(role);
        await Eventually.IsTrueAsync(async () => (await TrustListAsync(role)).Issuers[0].StatusLists.Count is 2, "the second list is named");
        var grown = await TrustListAsync(role);

        Assert.Equal(first.Sequence, restarted.Sequence);
        Assert.Equal(first.Issuers[0].Signers[0].KeyId, restarted.Issuers[0].Signers[0].KeyId);
        Assert.Equal(first.Sequence + 1, grown.Sequence);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_full_list_is_followed_by_the_next(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        await WaitUntilPublishedAsync(role);
        await FillListAsync(role);
        await using var scope = role.Host.App.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<StatusLedger>().AllocateAsync("a-new-licence", CancellationToken.None);

        var database = scope.ServiceProvider.GetRequiredService<DocumentsContext>();
        Assert.Equal(2, (await database.StatusEntries.SingleAsync()).List);
    }

    [Fact]
    public async Task The_certificates_hold_the_profile_and_the_revocation_list_they_point_to_is_signed_by_the_authority()
    {
        await using var role = await DocumentsRole.StartAsync();
        var keys = role.Host.App.Services.GetRequiredService<IssuerKeys>();
        using var anyone = role.Anyone();

        var crl = await anyone.GetByteArrayAsync("/iaca/crl");
        var list = CertificateRevocationListBuilder.Load(crl, out var number);

        Assert.True(number > 0);
        Assert.NotNull(list);
        Assert.Null(SignerFault(keys));
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start_with_a_sentence()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => DocumentsRole.StartAsync(change: s =>
        {
            s["Documents:Issuer"] = "http://documents.example/";
            s["Documents:TimeZone"] = "Moon/Tycho";
            s["Documents:Client"] = "";
        }));

        Assert.Contains("Documents:Issuer", fault.Message, StringComparison.Ordinal);
    }

    private static string? SignerFault(IssuerKeys keys)
    {
        using var issuers = new TrustedIssuers(new TrustList
        {
            Publisher = "x",
            IssuedAt = default,
            ExpiresAt = default,
            NextUpdate = default,
            Sequence = 1,
            Issuers = [new TrustListIssuer
            {
                Id = "x",
                Name = new Dictionary<string, string>(),
                Country = "RP",
                Authorities = [keys.Authority.RawData],
                Signers = [new TrustListSigner { KeyId = keys.Signer.KeyId.ToString(), Certificate = keys.Signer.Certificate.RawData, Status = SignerStatus.Active }],
                StatusLists = [],
            }],
        });
        return issuers.StatusListKey("x", keys.Signer.KeyId.ToString(), TimeProvider.System.GetUtcNow()) is null ? "the signer is not usable" : null;
    }

    private static async Task<DocumentsRole> StartPublishedAsync()
    {
        var role = await DocumentsRole.StartAsync();
        await WaitUntilPublishedAsync(role);
        return role;
    }

    private static Task WaitUntilPublishedAsync(DocumentsRole role) => Eventually.IsTrueAsync(
        async () =>
        {
            using var anyone = role.Anyone();
            return (await anyone.GetAsync("/status/1")).IsSuccessStatusCode;
        },
        "list 1 is published");

    private static async Task FillListAsync(DocumentsRole role)
    {
        await using var scope = role.Host.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DocumentsContext>();
        await database.StatusLists.Where(list => list.Number == 1).ExecuteUpdateAsync(list => list.SetProperty(l => l.Allocated, l => l.Size / 2));
    }

    private static async Task<DateTimeOffset> IssuedAtAsync(DocumentsRole role)
    {
        using var anyone = role.Anyone();
        var keys = role.Host.App.Services.GetRequiredService<IssuerKeys>();
        using var publicKey = keys.Signer.Certificate.GetECDsaPublicKey()!;
        Assert.True(StatusListToken.TryReadJwt(await anyone.GetStringAsync("/status/1"), _ => publicKey, out var list));
        return list.IssuedAt;
    }

    private static async Task<TrustList> TrustListAsync(DocumentsRole role)
    {
        using var anyone = role.Anyone();
        Assert.True(EcJwk.TryParse(await anyone.GetStringAsync("/trust-list/key"), out _, out var publisher));
        Assert.True(TrustListToken.TryRead(await anyone.GetStringAsync("/trust-list"), publisher, out var list));
        return list;
    }
}
