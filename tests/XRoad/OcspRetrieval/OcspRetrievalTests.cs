using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.OcspRetrieval;
using Cabildo.XRoad.Tests.Evidence;
using Cabildo.XRoad.Tests.Transport;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.OcspRetrieval;

public sealed class OcspRetrievalTests
{
    private const string Sha1 = "0123456789abcdefABCDEF0123456789abcdef01";
    private const string Sha256 = "0123456789abcdefABCDEF0123456789abcdef010123456789abcdefABCDEF01";
    private const string Type = "multipart/related; type=\"application/ocsp-response\"; charset=UTF-8; boundary=b";
    private const string Part = "--b\r\nContent-Type: application/ocsp-response\r\n\r\n";

    [Fact]
    public void A_query_names_certificates_by_both_hashes()
    {
        using var country = new EvidenceCountry();
        var (member, authority) = (country.Member.Certificate!, country.Authority.Certificate!);

        var query = OcspQuery.Write([member, authority]);

#pragma warning disable CA5350 // Servers of 7.8 look at no other.
        string[] sha1 = [Convert.ToHexStringLower(SHA1.HashData(member.RawData)), Convert.ToHexStringLower(SHA1.HashData(authority.RawData))];
#pragma warning restore CA5350
        string[] sha256 = [Convert.ToHexStringLower(SHA256.HashData(member.RawData)), Convert.ToHexStringLower(SHA256.HashData(authority.RawData))];
        Assert.Equal($"?cert={sha1[0]}&cert={sha1[1]}&cert_hash={sha256[0]}&cert_hash={sha256[1]}", query);
        Assert.True(OcspQuery.TryParse(query, out var parsed, out _));
        Assert.Equal(sha256.Select(hash => hash.ToUpperInvariant()), parsed.Certificates.Select(hash => hash.Hex));
    }

    [Theory]
    [InlineData("cert=" + Sha1, 1, true)]
    [InlineData("?cert=" + Sha1 + "&x=y&cert=" + Sha1, 2, true)]
    [InlineData("?cert_hash=" + Sha256, 1, false)]
    [InlineData("?cert_hash=" + Sha256 + "&cert=" + Sha1, 1, false)]
    [InlineData("?cert_hash=" + Sha256 + "&cert=" + Sha1 + "&cert=" + Sha1, 2, true)]
    public void A_query_is_read_by_the_hash_that_names_all(string text, int count, bool isSha1)
    {
        Assert.True(OcspQuery.TryParse(text, out var query, out _));

        Assert.Equal(count, query.Certificates.Count);
        Assert.All(query.Certificates, hash => Assert.Equal(isSha1, hash.IsSha1));
        Assert.Equal((isSha1 ? Sha1 : Sha256).ToUpperInvariant(), query.Certificates[0].Hex);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?other=" + Sha1)]
    [InlineData("?cert")]
    [InlineData("?cert=")]
    [InlineData("?cert=" + Sha256)]
    [InlineData("?cert_hash=" + Sha1)]
    [InlineData("?cert=0123456789abcdefghijkl0123456789abcdef01")]
    public void A_query_without_certificates_is_refused(string? text)
    {
        Assert.False(OcspQuery.TryParse(text, out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_query_for_more_than_a_chain_is_refused()
    {
        Assert.True(OcspQuery.TryParse(string.Join('&', Enumerable.Repeat("cert=" + Sha1, 10)), out _, out _));
        Assert.False(OcspQuery.TryParse(string.Join('&', Enumerable.Repeat("cert=" + Sha1, 11)), out _, out _));
        Assert.False(OcspQuery.TryParse(new string('&', 5_000), out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task An_answer_is_read_as_it_was_written(int count)
    {
        ReadOnlyMemory<byte>[] responses = [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<byte>)RandomNumberGenerator.GetBytes(2_000))];

        var answer = OcspAnswer.Write(responses);
        var read = await OcspAnswer.ReadAsync(new Pieces(answer.Bytes, 7), answer.ContentType, TestContext.Current.CancellationToken);

        Assert.Equal(responses.Select(response => Convert.ToHexString(response.Span)), read.Select(response => Convert.ToHexString(response.Span)));
    }

    [Fact]
    public void An_answer_has_the_bytes_of_the_protocol()
    {
        var answer = OcspAnswer.Write(["one"u8.ToArray(), "two"u8.ToArray()]);

        var boundary = answer.ContentType[(answer.ContentType.IndexOf("boundary=", StringComparison.Ordinal) + 9)..];
        Assert.Equal($"multipart/related; type=\"application/ocsp-response\"; charset=UTF-8; boundary={boundary}", answer.ContentType);
        Assert.Equal(
            $"--{boundary}\r\nContent-Type: application/ocsp-response\r\n\r\none\r\n--{boundary}\r\nContent-Type: application/ocsp-response\r\n\r\ntwo\r\n--{boundary}--\r\n",
            Encoding.ASCII.GetString(answer.Bytes.Span));
    }

    [Fact]
    public async Task Parts_that_are_something_else_are_passed_over() => Assert.Single(
        await OcspAnswer.ReadAsync(Body("note\r\n--b\r\nContent-Type: text/plain\r\n\r\na\r\n" + Part + "b\r\n--b--"), Type, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("multipart/mixed; boundary=b", Part + "a\r\n--b--", "InvalidContentType")]
    [InlineData("multipart/related", Part + "a\r\n--b--", "InvalidContentType")]
    [InlineData(null, "", "InvalidContentType")]
    [InlineData(Type, "", "MimeParsingFailed")]
    [InlineData(Type, Part + "a", "MimeParsingFailed")]
    public async Task What_is_no_answer_is_refused(string? type, string text, string problem) => Assert.Equal(
        problem, (await Assert.ThrowsAsync<MalformedTransportException>(() => OcspAnswer.ReadAsync(Body(text), type, TestContext.Current.CancellationToken))).Problem.Name);

    [Fact]
    public async Task What_is_longer_than_it_may_be_is_refused()
    {
        foreach (var text in new[]
        {
            string.Concat(Enumerable.Repeat(Part + "a\r\n", 11)),
            string.Concat(Enumerable.Repeat("--b\r\n\r\na\r\n", 21)),
            Part + new string('a', TransportLimits.OcspResponseBytes + 1) + "\r\n",
        })
        {
            var refused = await Assert.ThrowsAsync<MalformedTransportException>(() => OcspAnswer.ReadAsync(Body(text + "--b--"), Type, TestContext.Current.CancellationToken));
            Assert.Equal("InvalidMessage", refused.Problem.Name);
        }
    }

    private static MemoryStream Body(string text) => new(Encoding.ASCII.GetBytes(text));
}
