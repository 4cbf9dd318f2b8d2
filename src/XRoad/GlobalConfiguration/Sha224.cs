using System.Buffers.Binary;
using System.Numerics;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>SHA-224 (FIPS 180-4 §5.3.2, §6.3), which the framework does not have and X-Road shows anchors' hashes in.</summary>
internal static class Sha224
{
    private const int BlockBytes = 64;
    private const int DigestWords = 7;

    // FIPS 180-4 §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>28 bytes.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<uint> state = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
        var whole = data.Length / BlockBytes * BlockBytes;
        for (var at = 0; at < whole; at += BlockBytes)
            Compress(state, data.Slice(at, BlockBytes));

        var rest = Padded(data[whole..], (ulong)data.Length * 8);
        for (var at = 0; at < rest.Length; at += BlockBytes)
            Compress(state, rest.AsSpan(at, BlockBytes));

        var digest = new byte[DigestWords * sizeof(uint)];
        for (var i = 0; i < DigestWords; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * sizeof(uint)), state[i]);
        return digest;
    }

    // FIPS 180-4 §5.1.1: a one bit, zeros, and the length in bits in the last eight bytes.
    private static byte[] Padded(ReadOnlySpan<byte> tail, ulong bits)
    {
        var padded = new byte[tail.Length < BlockBytes - sizeof(ulong) ? BlockBytes : 2 * BlockBytes];
        tail.CopyTo(padded);
        padded[tail.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - sizeof(ulong)), bits);
        return padded;
    }

    // FIPS 180-4 §6.2.2.
    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[BlockBytes];
        Schedule(words, block);
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < words.Length; t++)
        {
            var sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = h + sum1 + ((e & f) ^ (~e & g)) + Constants[t] + words[t];
            var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        ReadOnlySpan<uint> added = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < added.Length; i++)
            state[i] += added[i];
    }

    private static void Schedule(Span<uint> words, ReadOnlySpan<byte> block)
    {
        for (var t = 0; t < 16; t++)
            words[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        for (var t = 16; t < words.Length; t++)
        {
            var (x, y) = (words[t - 15], words[t - 2]);
            var sigma0 = BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);
            var sigma1 = BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ (y >> 10);
            words[t] = sigma1 + words[t - 7] + sigma0 + words[t - 16];
        }
    }
}
