using System.Net;
using Cabildo.Exchange.Certificates;
using Cabildo.Testing;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.OcspRetrieval;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Certificates;

/// <summary>What a node knows and tells of its own certificates, over time.</summary>
public sealed class OwnOcspTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-own-").FullName;
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly Node _node = new("RP/GOV/digital/digital-1", "127.0.9.1", TestNodes.Client);
    private TestCountry _country = null!;
    private Running? _running;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private OwnOcsp Own => _node.Services.GetRequiredService<OwnOcsp>();

    public async ValueTask InitializeAsync()
    {
        _country = await TestCountry.StartAsync(_folder, _time);
        _country.Centre.Validity = TimeSpan.FromDays(2);
        _node.Join(_country, Path.Combine(_folder, "node"));
        _node.Time = _time;
        _node.Settings["Exchange:Clients:0:Id"] = TestNodes.Client;
        await StartAsync();
        await _node.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _running!.DisposeAsync();
        await _country.DisposeAsync();
        _node.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Answers_about_the_authentication_and_the_signing_certificate_are_there()
    {
        Assert.Null(Own.OfAuthentication().Problem);
        Assert.Single(Own.OfAuthentication().Answers);
        Assert.Equal(2, Own.Links().Count);
        Assert.All(Own.Links(), link => Assert.Null(Own.Current(link.Subject).Problem));
        Assert.Equal("InternalError", Own.Current(_country.Authority.Certificate!).Problem?.Name);
    }

    [Fact]
    public async Task Answers_are_fetched_again_after_half_of_their_time_and_not_before()
    {
        var asked = _country.Responder.Asked;

        await AfterAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(asked, _country.Responder.Asked);

        await AfterAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(asked + 2, _country.Responder.Asked);
    }

    [Fact]
    public async Task A_responder_may_be_down_until_the_answer_is_stale_and_then_traffic_stops_until_it_is_back()
    {
        _country.Responder.IsDown = true;

        await AfterAsync(TimeSpan.FromMinutes(59));
        Assert.Null(Own.OfAuthentication().Problem);

        await AfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("SslAuthenticationFailed", Own.OfAuthentication().Problem?.Name);
        Assert.Empty(Own.OfAuthentication().Answers);
        await AssertFaultAsync("Server.ClientProxy.SslAuthenticationFailed");

        _country.Responder.IsDown = false;
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Null(Own.OfAuthentication().Problem);
    }

    [Fact]
    public async Task A_second_responder_is_asked_when_the_first_gives_nothing()
    {
        var authority = _country.Centre.Shared.ApprovedCas[0].TopCa;
        var dead = authority.OcspResponders[0] with { Url = "http://127.0.9.248:9/" };
        _country.Centre.Shared = _country.Centre.Shared with
        {
            ApprovedCas = [_country.Centre.Shared.ApprovedCas[0] with { TopCa = authority with { OcspResponders = [dead, authority.OcspResponders[0]] } }],
        };
        var asked = _country.Responder.Asked;

        await AfterAsync(TimeSpan.FromMinutes(31));

        Assert.Equal(asked + 2, _country.Responder.Asked);
        Assert.Null(Own.OfAuthentication().Problem);
    }

    [Fact]
    public async Task A_revoked_certificate_stops_the_node_as_soon_as_it_hears_of_it()
    {
        _country.Responder.Revoke(_node.Certificate);
        await AfterAsync(TimeSpan.FromMinutes(31));

        Assert.Contains("revoked", Own.OfAuthentication().Problem!.Message, StringComparison.Ordinal);
        await AssertFaultAsync("Server.ClientProxy.SslAuthenticationFailed");

        _country.Responder.Release(_node.Certificate);
        await AfterAsync(TimeSpan.FromMinutes(2));
        Assert.Null(Own.OfAuthentication().Problem);
    }

    [Fact]
    public async Task After_a_restart_what_was_kept_counts_with_the_centre_and_the_responder_down()
    {
        await _country.Centre.StopAsync();
        _country.Responder.IsDown = true;
        await _running!.DisposeAsync();

        var started = TimeProvider.System.GetTimestamp();
        await StartAsync();

        Assert.Null(Own.OfAuthentication().Problem);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(1.5), "The node answers too late.");
    }

    [Fact]
    public async Task What_was_kept_does_not_count_beyond_its_time()
    {
        _country.Responder.IsDown = true;
        await _running!.DisposeAsync();
        _time.Advance(TimeSpan.FromMinutes(61));

        await StartAsync();

        Assert.Equal("SslAuthenticationFailed", Own.OfAuthentication().Problem?.Name);
    }

    [Fact]
    public async Task Other_servers_are_told_by_either_hash()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{_node.Address}:{_country.OcspPort}/") };
        var (sha1, sha256) = (_node.Certificate.GetCertHashString().ToLowerInvariant(), _node.Fingerprint);

        foreach (var query in (string[])[$"?cert={sha1}", $"?cert_hash={sha256}", $"?cert={sha1}&cert_hash={sha256}"])
        {
            using var answer = await http.GetAsync(query, Ct);
            var told = await OcspAnswer.ReadAsync(await answer.Content.ReadAsStreamAsync(Ct), answer.Content.Headers.ContentType!.ToString(), Ct);
            var ocsp = OcspResponse.Parse(Assert.Single(told));
            Assert.NotNull(ocsp.Basic!.AnswerFor(_node.Certificate, _country.Authority.Certificate!));
        }

        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, ""), Ct);
        using var none = await http.GetAsync("", Ct);
        using var unknown = await http.GetAsync($"?cert={new string('0', 40)}", Ct);
        using var post = await http.PostAsync("", new StringContent("x"), Ct);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task A_revoked_certificate_is_told_as_revoked_and_a_stale_answer_is_not_told()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{_node.Address}:{_country.OcspPort}/") };
        _country.Responder.Revoke(_node.Certificate);
        await AfterAsync(TimeSpan.FromMinutes(31));
        using var revoked = await http.GetAsync($"?cert_hash={_node.Fingerprint}", Ct);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);

        _country.Responder.IsDown = true;
        await AfterAsync(TimeSpan.FromMinutes(61));
        using var stale = await http.GetAsync($"?cert_hash={_node.Fingerprint}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, stale.StatusCode);
    }

    private async Task StartAsync()
    {
        var app = _node.Build();
        await app.StartAsync(Ct);
        _running = new Running(app);
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _node.RefreshAsync();
    }

    private async Task AssertFaultAsync(string code)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_node.ClientsUrl}/r1/{TestNodes.Client}/none");
        request.Headers.Add("X-Road-Client", TestNodes.Client);
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(code, answer.Headers.GetValues("X-Road-Error").Single());
    }
}
