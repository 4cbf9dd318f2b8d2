using System.Net;
using Cabildo.Stories.Tests.Processes;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Stories.Tests;

/// <summary>Two nodes as two processes, each on its own settings file, under an authority.</summary>
[Collection(RunningNodes.Name)]
public sealed class TwoProcessesTests(RunningNodes nodes)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_go_signed_and_what_is_downloaded_proves_them()
    {
        var country = nodes.Country;
        using var http = Client(country);

        // Signed there and back.
        using var answer = await http.GetAsync(country.PathOf("licence/31456789"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var id = answer.Headers.GetValues("x-road-id").Single();

        // What one may see, and how often.
        Assert.Equal("{\"status\":\"valid\"}", await http.GetStringAsync(country.PathOf("status/1"), Ct));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(country.PathOf("few/1"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(country.PathOf("few/1"), Ct)).StatusCode);
        using var tooMany = await http.GetAsync(country.PathOf("few/1"), Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.NotNull(tooMany.Headers.RetryAfter?.Delta);

        // A long body, there and back.
        Assert.Equal("5000000", await (await http.PostAsync(country.PathOf("files/length"), new ByteArrayContent(new byte[5_000_000]), Ct)).Content.ReadAsStringAsync(Ct));
        Assert.Equal(5_000_000, (await http.GetByteArrayAsync(country.PathOf("files/large?bytes=5000000"), Ct)).Length);

        // The evidence, at either side, judged by what the node itself hands out.
        var verifier = new EvidenceVerifier(ConfigurationFolder.Read(Path.Combine(country.Consumer.Folder, "globalconf")));
        foreach (var which in (string[])["requestOnly", "responseOnly"])
        {
            var container = await http.GetByteArrayAsync(
                $"/asic?queryId={Uri.EscapeDataString(id)}&xRoadInstance=RP&memberClass=GOV&memberCode=digital&subsystemCode=documents&unique&{which}", Ct);
            var verdict = verifier.Verify(new MemoryStream(container));
            Assert.True(verdict.IsValid, verdict.ToString());
        }
    }

    private static HttpClient Client(TwoNodes country)
    {
        var http = new HttpClient { BaseAddress = country.Consumer.ClientsUrl, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("X-Road-Client", country.Consumer.Client.ToString());
        return http;
    }
}
