using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

public sealed class TransportWriterTests
{
    [Fact]
    public async Task A_request_has_the_bytes_of_the_protocol()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteOcspResponse("one"u8.ToArray());
        writer.WriteOcspResponse("two"u8.ToArray());
        writer.WriteMessage(Wire.RequestPart);
        await writer.WriteBodyAsync(new MemoryStream("body"u8.ToArray()), () => { }, default);
        writer.WriteSignature(Wire.Batch);
        await writer.CompleteAsync(default);

        Assert.Equal(
            Wire.Ocsp + "one\r\n" + Wire.Ocsp + "two\r\n" + Wire.Request + Wire.Body + "body" + Wire.ChainResult + Wire.Chain + Wire.Signature + Wire.End,
            Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal(SHA512.HashData("body"u8), writer.BodyDigest);
        Assert.Single(output.Lengths);
    }

    [Fact]
    public async Task An_answer_has_the_bytes_of_the_protocol()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.ResponsePart);
        writer.WriteSignature(Wire.Single);
        await writer.CompleteAsync(default);

        Assert.Equal(Wire.Response + Wire.Signature + Wire.End, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Single(output.Lengths);
    }

    [Fact]
    public async Task An_empty_body_is_no_part()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.RequestPart);
        await writer.WriteBodyAsync(Stream.Null, () => { }, default);
        writer.WriteSignature(Wire.Single);
        await writer.CompleteAsync(default);

        Assert.Equal(Wire.Request + Wire.Signature + Wire.End, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Null(writer.BodyDigest);
    }

    [Fact]
    public async Task A_message_breaks_off_with_a_fault()
    {
        var fault = Fault.New("Server.ServerProxy", FaultCodes.IOError, "Gone.");
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.ResponsePart);
        writer.WriteFault(fault);
        await writer.CompleteAsync(default);

        Assert.Equal(
            Wire.Response + "\r\n--xtop\r\ncontent-type: text/xml; charset=UTF-8\r\n\r\n" + Encoding.UTF8.GetString(SoapFault.Write(fault)) + Wire.End,
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(40_000, true)]
    [InlineData(40_000, false)]
    public async Task A_long_body_leaves_as_it_comes(int piece, bool isSlow)
    {
        var body = RandomNumberGenerator.GetBytes(1_000_000);
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.RequestPart);
        var pieces = 0;
        await writer.WriteBodyAsync(new Pieces(body, piece, isSlow), () => pieces++, TestContext.Current.CancellationToken);
        var sent = output.Length;
        writer.WriteSignature(Wire.Single);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        Assert.Equal([.. Wire.Bytes(Wire.Request + Wire.Body), .. body, .. Wire.Bytes(Wire.Signature + Wire.End)], output.ToArray());
        Assert.Equal(SHA512.HashData(body), writer.BodyDigest);
        Assert.True(pieces >= 1_000_000 / 40_000);
        Assert.True(sent > 960_000);
        Assert.All(output.Lengths, length => Assert.InRange(length, 1, 80_000));
    }

    [Fact]
    public async Task What_came_is_sent_while_more_is_waited_for()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.RequestPart);
        var body = new Pieces("first second"u8.ToArray(), 6, isSlow: true);
        await writer.WriteBodyAsync(body, () => { }, TestContext.Current.CancellationToken);

        Assert.EndsWith("first second", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_ends_in_a_fault_that_is_read()
    {
        using var output = new Writes();
        var writer = new TransportWriter(output, "xtop");
        writer.WriteMessage(Wire.RequestPart);
        await Assert.ThrowsAsync<IOException>(() => writer.WriteBodyAsync(new Breaking(), () => { }, TestContext.Current.CancellationToken));
        writer.WriteFault(Fault.New("Server.ClientProxy", FaultCodes.IOError, "Gone."));
        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        using var reader = Wire.Reader(output.ToArray());
        Assert.Equal(TransportPart.Message, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Body, await reader.NextAsync(default));
        Assert.Equal(TransportPart.Fault, await reader.NextAsync(default));
        Assert.Equal("Gone.", (await reader.ReadFaultAsync(default)).Message);
    }

    [Fact]
    public void Parts_out_of_order_are_not_written()
    {
        Assert.Throws<InvalidOperationException>(() => Written().WriteMessage(Wire.RequestPart));
        Assert.Throws<InvalidOperationException>(() => Written().WriteOcspResponse(new byte[1]));
        Assert.Throws<InvalidOperationException>(() => New().WriteSignature(Wire.Single));
        Assert.Throws<ArgumentException>(() => Written().WriteSignature(Wire.Batch with { HashChain = null }));
        var answer = New();
        answer.WriteOcspResponse(new byte[1]);
        Assert.Throws<InvalidOperationException>(() => answer.WriteMessage(Wire.ResponsePart));
        var signed = Written();
        signed.WriteSignature(Wire.Batch);
        Assert.Throws<InvalidOperationException>(() => signed.WriteSignature(Wire.Single));
        Assert.Throws<InvalidOperationException>(() => signed.WriteFault(new Fault("Client.x", "", "")));
    }

    private static TransportWriter New() => new(Stream.Null, "xtop");

    private static TransportWriter Written()
    {
        var writer = New();
        writer.WriteMessage(Wire.RequestPart);
        return writer;
    }

    private sealed class Breaking : ReadOnlyStream
    {
        private bool _begun;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            if (_begun)
                throw new IOException("Broken.");
            _begun = true;
            return 1;
        }
    }
}
