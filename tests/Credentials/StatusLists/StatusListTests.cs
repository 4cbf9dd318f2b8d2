using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Tests.StatusLists;

public sealed class StatusListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Entries_of_every_width_keep_apart_and_survive_packing(int bits)
    {
        var list = new StatusList(bits, 1024);
        var expected = new byte[1024];
        for (var i = 0; i < expected.Length; i++) list[i] = expected[i] = (byte)RandomNumberGenerator.GetInt32(1 << bits);
        list[17] = expected[17] = 0;

        Assert.True(StatusList.TryDecompress(bits, list.Compress(), out var read));
        Assert.Equal(expected, Enumerable.Range(0, read.Count).Select(i => read[i]));
    }

    [Fact]
    public void A_value_wider_than_an_entry_or_an_index_outside_is_refused()
    {
        var list = new StatusList(2, 8);

        Assert.Throws<ArgumentOutOfRangeException>(() => list[0] = 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[8]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusList(3, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusList(2, 7));
    }

    [Fact]
    public void What_is_not_a_packed_list_is_refused()
    {
        Assert.False(StatusList.TryDecompress(2, [1, 2, 3], out _));
        Assert.False(StatusList.TryDecompress(2, [], out _));
        Assert.False(StatusList.TryDecompress(3, new StatusList(2, 8).Compress(), out _));
    }

    [Fact]
    public void A_bomb_is_not_unpacked_beyond_the_bound()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++) zlib.Write(block);
        }

        Assert.True(packed.Length < 100_000);
        Assert.False(StatusList.TryDecompress(2, packed.ToArray(), out _));
    }

    [Fact]
    public void Ten_million_entries_with_one_in_a_hundred_set_stay_small()
    {
        var list = new StatusList(1, 10_000_000);
        for (var i = 0; i < 100_000; i++) list[RandomNumberGenerator.GetInt32(list.Count)] = 1;

        Assert.InRange(Base64Url.GetEncodedLength(list.Compress().Length), 50_000, 200_000);
    }
}
