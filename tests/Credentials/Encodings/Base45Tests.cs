using System.Security.Cryptography;
using System.Text;
using Cabildo.Credentials.Encodings;

namespace Cabildo.Credentials.Tests.Encodings;

public sealed class Base45Tests
{
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    [InlineData("", "")]
    public void The_examples_of_RFC_9285_hold_both_ways(string plain, string encoded)
    {
        Assert.Equal(encoded, Base45.Encode(Encoding.ASCII.GetBytes(plain)));
        Assert.True(Base45.TryDecode(encoded, out var decoded));
        Assert.Equal(plain, Encoding.ASCII.GetString(decoded));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("BB8A")]
    [InlineData("GGX")]
    [InlineData(":::")]
    [InlineData("V5")]
    [InlineData("::")]
    [InlineData("bb8")]
    [InlineData("BB\u00e9")]
    [InlineData("BB\uff18")]
    [InlineData("BB8\n")]
    public void What_no_bytes_encode_to_is_refused(string text) => Assert.False(Base45.TryDecode(text, out _));

    [Fact]
    public void The_highest_groups_are_accepted()
    {
        Assert.True(Base45.TryDecode("FGWU5", out var bytes));
        Assert.Equal([0xFF, 0xFF, 0xFF], bytes);
    }

    [Fact]
    public void Random_bytes_come_back_and_lengths_are_as_foretold()
    {
        for (var size = 0; size < 200; size++)
        {
            var bytes = RandomNumberGenerator.GetBytes(size);
            var text = Base45.Encode(bytes);

            Assert.Equal(Base45.EncodedLength(size), text.Length);
            Assert.True(Base45.TryDecode(text, out var decoded));
            Assert.Equal(bytes, decoded);
        }
    }
}
