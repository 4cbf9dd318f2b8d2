using System.Text;
using Cabildo.Exchange.Peers;

namespace Cabildo.Exchange.Tests.Peers;

/// <summary>What is written to a connection between servers leaves whole, in order, and never stays behind.</summary>
public sealed class GatheringStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_message_leaves_in_one_piece_when_its_last_chunk_is_written()
    {
        var (stream, sent) = Open();

        foreach (var piece in (string[])["POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\n", "hello", "\r\n"])
            await WriteAsync(stream, piece);
        Assert.Empty(sent.Writes);
        await WriteAsync(stream, "0\r\n\r\n");

        Assert.Equal(["POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"], sent.Writes);
    }

    [Theory]
    [InlineData("\r\n0\r\n\r", "\n")]
    [InlineData("\r", "\n0\r\n\r\n")]
    [InlineData("\r\n", "0\r\n\r\n")]
    public async Task The_end_may_come_in_two_pieces(string first, string second)
    {
        var (stream, sent) = Open();

        await WriteAsync(stream, "5\r\nhello" + first);
        Assert.Empty(sent.Writes);
        await WriteAsync(stream, second);

        Assert.Equal(["5\r\nhello\r\n0\r\n\r\n"], sent.Writes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task The_end_may_be_torn_by_what_had_to_leave_before_it(int torn)
    {
        const string End = "\r\n0\r\n\r\n";
        var (stream, sent) = Open();
        var most = new string('x', GatheringStream.Most - torn) + End[..torn];

        await WriteAsync(stream, most);
        await WriteAsync(stream, End[torn..]);

        Assert.Equal(most + End[torn..], string.Concat(sent.Writes));
    }

    [Fact]
    public async Task A_mostmessage_leaves_as_it_comes_and_in_order()
    {
        var (stream, sent) = Open();
        var pieces = Enumerable.Range(0, 40).Select(i => new string((char)('a' + i % 26), i * 1_000)).ToList();

        foreach (var piece in pieces)
            await WriteAsync(stream, piece);
        Assert.InRange(pieces.Sum(piece => piece.Length) - sent.Writes.Sum(write => write.Length), 0, GatheringStream.Most);
        await WriteAsync(stream, "\r\n0\r\n\r\n");

        Assert.Equal(string.Concat(pieces) + "\r\n0\r\n\r\n", string.Concat(sent.Writes));
    }

    [Fact]
    public async Task A_body_that_comes_slowly_goes_on_as_it_comes()
    {
        var (stream, sent) = Open();
        await WriteAsync(stream, "1\r\na\r\n");
        await Task.Delay(150, Ct);

        await WriteAsync(stream, "1\r\nb\r\n");

        Assert.Equal(["1\r\na\r\n1\r\nb\r\n"], sent.Writes);
    }

    [Fact]
    public async Task The_next_message_waits_for_its_own_end()
    {
        var (stream, sent) = Open();
        await WriteAsync(stream, "1\r\na\r\n0\r\n\r\n");

        await WriteAsync(stream, "POST ");

        Assert.Single(sent.Writes);
    }

    private static (GatheringStream Stream, Sent Sent) Open()
    {
        var sent = new Sent();
        return (new GatheringStream(sent), sent);
    }

    private static ValueTask WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), Ct);

    private sealed class Sent : MemoryStream
    {
        public List<string> Writes { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add(Encoding.ASCII.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
