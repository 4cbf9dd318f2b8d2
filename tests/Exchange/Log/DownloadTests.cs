using System.IO.Compression;
using System.Net;
using Cabildo.Exchange.Log;
using Cabildo.Testing;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A client downloads its messages as it would from any X-Road server.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string Mine = "xRoadInstance=RP&memberClass=GOV&memberCode=30-70001111-5&subsystemCode=licences";
    private readonly ManualTime _time = new();
    private readonly Signatory _signatory;
    private bool _isClientsDoor = true;

    public DownloadTests() => _signatory = new Signatory(_time);

    [Theory, ClassData(typeof(Engines))]
    public async Task A_client_has_one_container_by_its_message_id(DatabaseEngine engine)
    {
        await using var story = await BeginAsync(engine);
        await story.Node.Log.AppendAsync(_signatory.Request("a b/ñ", [7]), CancellationToken.None);
        using var http = story.Node.CreateClient();

        var answer = await http.GetAsync($"/asic?queryId={Uri.EscapeDataString("a b/ñ")}&{Mine}&unique&requestOnly");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.etsi.asic-e+zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".asice", answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.True(story.Verify(await answer.Content.ReadAsByteArrayAsync()).IsValid);
    }

    [Fact]
    public async Task Several_messages_of_one_id_come_as_a_zip_file_oldest_first()
    {
        await using var story = await BeginAsync();
        for (var i = 0; i < 3; i++)
        {
            await story.Node.Log.AppendAsync(_signatory.Request("a", [(byte)i]), CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        using var http = story.Node.CreateClient();
        await using var zip = new ZipArchive(await http.GetStreamAsync($"/asic?queryId=a&{Mine}"));

        Assert.Equal(3, zip.Entries.Count);
        Assert.Equal(zip.Entries.OrderBy(entry => entry.LastWriteTime).Select(entry => entry.Name), zip.Entries.Select(entry => entry.Name));
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            await using (var stream = await entry.OpenAsync())
                await stream.CopyToAsync(bytes);
            Assert.True(story.Verify(bytes.ToArray()).IsValid);
        }
    }

    [Theory]
    [InlineData("queryId=a", 400)]
    [InlineData($"{Mine}", 400)]
    [InlineData($"queryId=a&{Mine}&requestOnly&responseOnly", 400)]
    [InlineData($"queryId=a&{Mine}&unique", 400)]
    [InlineData($"queryId=a&{Mine}&unique&responseOnly", 404)]
    [InlineData($"queryId=another&{Mine}", 404)]
    [InlineData($"queryId=a&{Mine}x", 401)]
    [InlineData("queryId=a&xRoadInstance=RP&memberClass=GOV&memberCode=30-70001111-5", 404)]
    [InlineData("queryId=a&xRoadInstance=RP&memberClass=GOV&memberCode=..&subsystemCode=x", 400)]
    public async Task What_cannot_be_had_is_refused(string query, int status)
    {
        await using var story = await BeginAsync();
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        using var http = story.Node.CreateClient();

        Assert.Equal(status, (int)(await http.GetAsync("/asic?" + query)).StatusCode);
    }

    [Fact]
    public async Task Without_a_timestamp_to_be_had_the_answer_says_so()
    {
        await using var story = await BeginAsync();
        story.Timestamper.Behaves = Behaviour.Failing;
        await story.Node.Log.AppendAsync(_signatory.Request("a"), CancellationToken.None);
        using var http = story.Node.CreateClient();

        var answer = await http.GetAsync($"/asic?queryId=a&{Mine}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Failed to get timestamp", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/asic?queryId=a&" + Mine)]
    [InlineData("/verificationconf")]
    public async Task By_another_door_there_is_nothing(string target)
    {
        await using var story = await BeginAsync();
        _isClientsDoor = false;
        using var http = story.Node.CreateClient();

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(target)).StatusCode);
    }

    [Fact]
    public async Task The_configuration_comes_as_the_verifier_of_X_Road_takes_it()
    {
        await using var story = await BeginAsync();
        using var http = story.Node.CreateClient();

        await using var zip = new ZipArchive(await http.GetStreamAsync("/verificationconf"));

        Assert.Equal(
            ["verificationconf/RP/shared-params.xml", "verificationconf/RP/shared-params.xml.metadata", "verificationconf/instance-identifier"],
            zip.Entries.Select(entry => entry.FullName));
    }

    public void Dispose() => _signatory.Dispose();

    private Task<Story> BeginAsync(DatabaseEngine engine = DatabaseEngine.Sqlite) => Story.BeginAsync(
        engine, _signatory, _time, map: app => app.MapMessageLog(_ => _isClientsDoor, (_, client) => client == (ClientId)Signatory.Client || client == Signatory.Client.Member));
}
