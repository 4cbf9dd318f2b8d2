using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;

namespace Cabildo.Trust.Tests.Revocation;

public sealed class OcspTamperingTests : IDisposable
{
    private static readonly byte[] Masks = [0x01, 0x80, 0xFF];
    private readonly TestNation _nation = new();

    public void Dispose() => _nation.Dispose();

    // Nothing of a response is outside what is signed and what names, verifies or entitles the signer.
    [Fact]
    public void No_byte_of_a_response_with_its_responder_can_change_and_leave_it_good()
    {
        var good = Response(_nation.Responder);
        Assert.Equal(OcspOutcome.Good, Judge(good));

        Assert.Empty(Flipped(good).Where(flipped => Judge(flipped.Bytes) is OcspOutcome.Good).Select(flipped => flipped.At));
    }

    // When the configuration names the responder, the certificate that came along is not needed: bytes of it, and only those, may change.
    [Fact]
    public void With_a_configured_responder_only_the_certificate_that_came_along_may_change()
    {
        var good = Response(_nation.Responder);
        var carried = _nation.Responder.Certificate!.RawData;
        var start = good.AsSpan().IndexOf(carried);

        var harmless = Flipped(good).Where(flipped => Judge(flipped.Bytes, configured: true) is OcspOutcome.Good).Select(flipped => flipped.At).Distinct().ToList();

        Assert.NotEmpty(harmless);
        Assert.All(harmless, at => Assert.InRange(at, start, start + carried.Length - 1));
    }

    [Fact]
    public void A_response_cut_short_anywhere_is_malformed()
    {
        var good = Response(_nation.Responder);

        for (var length = 0; length < good.Length; length++)
            Assert.Throws<MalformedOcspException>(() => OcspResponse.Parse(good.AsMemory(0, length)));
        Assert.Throws<MalformedOcspException>(() => OcspResponse.Parse(new byte[] { 0 }.Concat(good).ToArray()));
        Assert.Throws<MalformedOcspException>(() => OcspResponse.Parse(good.Append((byte)0).ToArray()));
        Assert.Throws<MalformedOcspException>(() => OcspResponse.Parse(new byte[OcspResponse.LargestSize + 1]));
    }

    [Fact]
    public void A_request_changed_or_cut_anywhere_is_read_or_malformed()
    {
        var request = new OcspRequest([OcspCertificateId.Of(_nation.Member.Certificate!, _nation.Issuer)], OcspRequest.NewNonce()).Encode();

        for (var length = 0; length < request.Length; length++)
            Assert.Throws<MalformedOcspException>(() => OcspRequest.Parse(request.AsMemory(0, length)));
        Assert.All(
            Flipped(request).Select(flipped => Record.Exception(() => OcspRequest.Parse(flipped.Bytes))),
            thrown => Assert.True(thrown is null or MalformedOcspException, thrown?.ToString()));
    }

    [Fact]
    public void Random_bytes_are_malformed_and_nothing_worse()
    {
        var random = new Random(6960);
        var good = Response(_nation.Authority);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(Math.Min(bytes.Length, 160))] = (byte)random.Next(256);
            Assert.NotEqual(OcspOutcome.Good, bytes.AsSpan().SequenceEqual(good) ? OcspOutcome.Unknown : Judge(bytes));
        }
    }

    private byte[] Response(TokenKey by) => new OcspResponder(by.Key, by.Certificate!, _nation.Issuer).Sign(
        [new OcspSingleResponse(OcspCertificateId.Of(_nation.Member.Certificate!, _nation.Issuer), OcspStatus.Good, TestNation.Now, TestNation.Now.AddHours(1))],
        TestNation.Now,
        OcspRequest.NewNonce());

    private static IEnumerable<(byte[] Bytes, int At)> Flipped(byte[] original) =>
        from at in Enumerable.Range(0, original.Length)
        from mask in Masks
        select ((byte[])[.. original[..at], (byte)(original[at] ^ mask), .. original[(at + 1)..]], at);

    // Null: malformed, said by the one exception.
    private OcspOutcome? Judge(byte[] response, bool configured = false)
    {
        try
        {
            return new OcspCheck(_nation.Issuer, configured ? [_nation.Responder.Certificate!] : [])
                .Run(OcspResponse.Parse(response), _nation.Member.Certificate!, TestNation.Now).Outcome;
        }
        catch (MalformedOcspException)
        {
            return null;
        }
    }
}
