using System.Formats.Cbor;
using System.Security.Cryptography;
using Cabildo.Trust.Cose;

namespace Cabildo.Trust.Tests.Cose;

public sealed class CoseSign1Tests : IDisposable
{
    private static readonly byte[] Payload = "This is the content."u8.ToArray();

    private readonly ECDsa _p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);

    public void Dispose()
    {
        _p256.Dispose();
        _p384.Dispose();
        _rsa.Dispose();
    }

    [Fact]
    public void The_example_of_RFC_9052_appendix_C_2_1_verifies()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Convert.FromHexString("bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff"),
                Y = Convert.FromHexString("20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e"),
            },
        });
        var encoded = Convert.FromHexString(
            "d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e"
            + "2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36");

        Assert.True(CoseSign1.TryRead(encoded, out var message));
        Assert.True(message.Verify(CoseKey.From(key)));
        Assert.True(message.IsTagged);
        Assert.Equal("11"u8.ToArray(), message.KeyId.ToArray());
        Assert.Equal(Payload, message.Payload.ToArray());
    }

    [Theory]
    [InlineData(CoseAlgorithm.ES256)]
    [InlineData(CoseAlgorithm.ES384)]
    [InlineData(CoseAlgorithm.PS256)]
    public void What_a_key_signs_it_verifies_and_says_how(CoseAlgorithm algorithm)
    {
        var key = Key(algorithm);

        var encoded = CoseSign1.Sign(Payload, new CoseHeader { KeyId = "key"u8.ToArray(), Type = "application/x" }, key);

        Assert.True(CoseSign1.TryRead(encoded, out var message));
        Assert.True(message.Verify(key));
        Assert.Equal(algorithm, message.Header.Algorithm);
        Assert.Equal("application/x", message.Header.Type);
        Assert.Equal("key"u8.ToArray(), message.KeyId.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    public void Payloads_of_every_length_of_length_verify(int size)
    {
        var key = CoseKey.From(_p256);

        var encoded = CoseSign1.Sign(RandomNumberGenerator.GetBytes(size), CoseHeader.Empty, key);

        Assert.True(CoseSign1.TryRead(encoded, out var message, maximumSize: 100_000));
        Assert.True(message.Verify(key));
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.True(CoseSign1.TryRead(CoseSign1.Sign(Payload, CoseHeader.Empty, CoseKey.From(_p256)), out var message));

        Assert.False(message.Verify(CoseKey.From(other)));
        Assert.False(message.Verify(CoseKey.From(_p384)));
        Assert.False(message.Verify(CoseKey.From(_rsa)));
    }

    [Fact]
    public void No_bit_of_a_message_can_change_unnoticed()
    {
        var key = CoseKey.From(_p256);
        var encoded = CoseSign1.Sign(Payload, new CoseHeader { KeyId = "key"u8.ToArray() }, key);

        for (var bit = 0; bit < encoded.Length * 8; bit++)
        {
            var changed = (byte[])encoded.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(CoseSign1.TryRead(changed, out var message) && message.Verify(key) && message.IsTagged, $"bit {bit}");
        }
    }

    [Fact]
    public void The_algorithm_counts_from_the_protected_header_alone()
    {
        Assert.True(CoseSign1.TryRead(Write(w => WriteMap(w, []), w => WriteMap(w, [(1, x => x.WriteInt32(-7))])), out var message));

        Assert.Null(message.Header.Algorithm);
        Assert.False(message.Verify(CoseKey.From(_p256)));
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "empty", [] },
        { "a text", [0x61, 0x61] },
        { "an array of three", [0x83, 0x40, 0xA0, 0x40] },
        { "another tag", [0xD1, 0x84, 0x40, 0xA0, 0x40, 0x40] },
        { "a detached payload", [0xD2, 0x84, 0x40, 0xA0, 0xF6, 0x40] },
        { "bytes after the end", [.. Write(w => WriteMap(w, [(1, x => x.WriteInt32(-7))]), w => WriteMap(w, [])), 0x00] },
        { "a label twice in one header", Write(w => WriteMap(w, []), w => WriteRaw(w, [0xA2, 0x04, 0x40, 0x04, 0x40])) },
        { "a label in both headers", Write(w => WriteMap(w, [(4, x => x.WriteByteString([1]))]), w => WriteMap(w, [(4, x => x.WriteByteString([2]))])) },
        { "a critical header", Write(w => WriteMap(w, [(1, x => x.WriteInt32(-7)), (2, WriteCritical)]), w => WriteMap(w, [])) },
        { "bytes after the protected header", [0xD2, 0x84, 0x43, 0xA0, 0x00, 0x00, 0xA0, 0x40, 0x40] },
        { "a protected header that is no map", [0xD2, 0x84, 0x41, 0x01, 0xA0, 0x40, 0x40] },
        { "deep nesting", [0xD2, 0x84, 0x40, 0xA1, 0x18, 0x63, .. Enumerable.Repeat((byte)0x81, 5_000)] },
        { "a length that is not there", [0xD2, 0x84, 0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Anything_else_is_refused(string what, byte[] encoded) => Assert.False(CoseSign1.TryRead(encoded, out _), what);

    [Fact]
    public void A_message_over_the_bound_is_refused()
    {
        var encoded = CoseSign1.Sign(new byte[2000], CoseHeader.Empty, CoseKey.From(_p256));

        Assert.False(CoseSign1.TryRead(encoded, out _, maximumSize: 1000));
    }

    [Fact]
    public void Weak_keys_and_other_curves_are_refused()
    {
        using var weak = RSA.Create(1024);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.Throws<ArgumentException>(() => CoseKey.From(weak));
        Assert.Throws<ArgumentException>(() => CoseKey.From(p521));
    }

    private CoseKey Key(CoseAlgorithm algorithm) => algorithm switch
    {
        CoseAlgorithm.ES256 => CoseKey.From(_p256),
        CoseAlgorithm.ES384 => CoseKey.From(_p384),
        _ => CoseKey.From(_rsa),
    };

    private static byte[] Write(Action<CborWriter> protectedHeader, Action<CborWriter> unprotected)
    {
        var inner = new CborWriter();
        protectedHeader(inner);
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteTag((CborTag)18);
        writer.WriteStartArray(4);
        writer.WriteByteString(inner.Encode());
        unprotected(writer);
        writer.WriteByteString(Payload);
        writer.WriteByteString(new byte[64]);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void WriteMap(CborWriter writer, (int Label, Action<CborWriter> Value)[] entries)
    {
        writer.WriteStartMap(entries.Length);
        foreach (var (label, value) in entries)
        {
            writer.WriteInt32(label);
            value(writer);
        }

        writer.WriteEndMap();
    }

    private static void WriteRaw(CborWriter writer, byte[] encoded) => writer.WriteEncodedValue(encoded);

    private static void WriteCritical(CborWriter writer)
    {
        writer.WriteStartArray(1);
        writer.WriteInt32(99);
        writer.WriteEndArray();
    }
}
