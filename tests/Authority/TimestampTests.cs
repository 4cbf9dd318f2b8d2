using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Tests.Support;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Timestamps;

namespace Cabildo.Authority.Tests;

/// <summary>The timestamping authority over HTTP, RFC 3161.</summary>
public sealed class TimestampTests
{
    private static readonly byte[] Data = "what existed"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stamp_is_of_the_data_at_the_time_and_of_its_own_number()
    {
        await using var role = await AuthorityRole.StartAsync();
        var request = new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha512, Data));

        var (first, second) = (await StampAsync(role, request.Encode()), await StampAsync(role, request.Encode()));

        var signer = (await role.The<ServiceCertificates>().CurrentAsync(Ct)).Timestamping.Certificate;
        Assert.True(first.Answers(request));
        Assert.True(first.Token!.Check(Data, [signer]).IsValid);
        Assert.False(first.Token.Check("other"u8, [signer]).IsValid);
        Assert.Equal(role.Time.GetUtcNow().ToUnixTimeSeconds(), first.Token.Info.Time.ToUnixTimeSeconds());
        Assert.NotEqual(Convert.ToHexString(first.Token.Info.SerialNumber.Span), Convert.ToHexString(second.Token!.Info.SerialNumber.Span));
    }

    [Fact]
    public async Task What_cannot_be_stamped_is_rejected_in_the_RFCs_words()
    {
        await using var role = await AuthorityRole.StartAsync();
        var request = new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha256, Data)).Encode();

        byte[][] malformed = [[], "nonsense"u8.ToArray(), request[..^1], new byte[5000], new byte[100 * 1024]];
        foreach (var body in malformed)
        {
            var answer = await StampAsync(role, body);
            Assert.Equal((TimestampStatus.Rejection, TimestampFailure.BadDataFormat), (answer.Status, answer.Failure));
        }

        using var otherType = await role.Anyone.PostAsync("/tsa", new ByteArrayContent(request) { Headers = { ContentType = new("application/octet-stream") } }, Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, otherType.StatusCode);
        Assert.Null(TimestampResponse.Parse(await otherType.Content.ReadAsByteArrayAsync(Ct)).Token);
        using var byGet = await role.Anyone.GetAsync("/tsa", Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, byGet.StatusCode);
    }

    [Theory]
    [InlineData("-sha1", "BadAlgorithm")]
    [InlineData("-sha256", null)]
    [InlineData("-sha384", null)]
    public async Task Openssl_asks_and_believes_the_answers(string digest, string? failure)
    {
        await using var role = await AuthorityRole.StartAsync();
        var (data, query) = (role.Save("data", Data), Path.Combine(role.Folder, "query.tsq"));
        var (_, said) = await OpenSsl.AskAsync("ts", "-query", "-data", data, digest, "-cert", "-out", query);

        var response = await StampAsync(role, await File.ReadAllBytesAsync(query, Ct), out var bytes);

        Assert.True(failure is null ? response.Token is not null : response.Failure.ToString() == failure, said);
        if (failure is not null)
            return;
        using var root = X509CertificateLoader.LoadCertificate(role.The<CertificateAuthority>().Certificate.RawData);
        var (reply, ca) = (role.Save("reply.tsr", bytes.Value), role.Save("root.pem", Encoding.ASCII.GetBytes(root.ExportCertificatePem())));
        var (exit, verdict) = await OpenSsl.AskAsync("ts", "-verify", "-queryfile", query, "-in", reply, "-CAfile", ca);
        Assert.True(exit == 0 && verdict.Contains("Verification: OK", StringComparison.Ordinal), verdict);
    }

    [Fact]
    public async Task A_new_certificate_stamps_only_when_every_configuration_names_it_and_the_old_ones_stay_named()
    {
        await using var role = await AuthorityRole.StartAsync();
        var first = await CurrentAsync(role);

        role.Time.Advance(TimeSpan.FromDays(1826 * 0.7));
        var renewed = await CurrentAsync(role);
        role.Time.Advance(TimeSpan.FromMinutes(21));
        var later = await CurrentAsync(role);

        Assert.Equal(first.Timestamping.Certificate.SerialNumber, renewed.Timestamping.Certificate.SerialNumber);
        Assert.Equal(2, renewed.TimestampingCertificates.Count);
        Assert.NotEqual(first.Timestamping.Certificate.SerialNumber, later.Timestamping.Certificate.SerialNumber);
        Assert.Contains(later.TimestampingCertificates, der => der.AsSpan().SequenceEqual(first.Timestamping.Certificate.RawData));
        Assert.Equal(SHA256.HashData(later.TimestampingCertificates[0]), SHA256.HashData(later.Timestamping.Certificate.RawData));
    }

    private static async Task<ServiceCertificates.Snapshot> CurrentAsync(AuthorityRole role) => await role.The<ServiceCertificates>().CurrentAsync(Ct);

    private static Task<TimestampResponse> StampAsync(AuthorityRole role, byte[] query) => StampAsync(role, query, out _);

    private static Task<TimestampResponse> StampAsync(AuthorityRole role, byte[] query, out Lazy<byte[]> bytes)
    {
        byte[] body = [];
        bytes = new Lazy<byte[]>(() => body);
        return AskAsync();

        async Task<TimestampResponse> AskAsync()
        {
            using var content = new ByteArrayContent(query) { Headers = { ContentType = new("application/timestamp-query") } };
            using var answer = await role.Anyone.PostAsync("/tsa", content, Ct);
            Assert.Equal((HttpStatusCode.OK, "application/timestamp-reply"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            body = await answer.Content.ReadAsByteArrayAsync(Ct);
            return TimestampResponse.Parse(body);
        }
    }
}
