using System.Security.Cryptography;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Tests.Messages;

public sealed class RequestHashTests
{
    [Fact]
    public void Without_a_body_it_is_the_hash_of_the_part() =>
        // The SHA-512 of "abc", FIPS 180-4's example.
        Assert.Equal(
            Convert.ToBase64String(Convert.FromHexString(
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")),
            RequestHash.Of("abc"u8, default));

    [Fact]
    public void With_a_body_it_is_the_hash_of_both_hashes()
    {
        var body = SHA512.HashData("body"u8);

        Assert.Equal(
            Convert.ToBase64String(SHA512.HashData([.. SHA512.HashData("part"u8), .. body])),
            RequestHash.Of("part"u8, body));
    }
}
