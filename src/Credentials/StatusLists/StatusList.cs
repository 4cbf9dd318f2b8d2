using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Cabildo.Credentials.StatusLists;

/// <summary>
/// Many small states in one run of bits, lowest bits of a byte first (Token Status List §4.1). Not safe for
/// concurrent writing.
/// </summary>
public sealed class StatusList
{
    /// <summary>Most bytes that a list may unpack to: 64 Mi entries of two bits.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private readonly byte[] _bytes;

    /// <summary>A list of entries that are all 0.</summary>
    /// <param name="bits">Width of an entry: 1, 2, 4 or 8.</param>
    /// <param name="entries">How many; a multiple of what fits a byte.</param>
    public StatusList(int bits, int entries)
        : this(bits, new byte[BytesFor(bits, entries)])
    {
    }

    private StatusList(int bits, byte[] bytes) => (Bits, _bytes) = (bits, bytes);

    /// <summary>Width of an entry: 1, 2, 4 or 8.</summary>
    public int Bits { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => _bytes.Length * (8 / Bits);

    /// <summary>The state of an entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the list, or the value wider than an entry.</exception>
    public byte this[int index]
    {
        get
        {
            var (at, shift) = Locate(index);
            return (byte)((_bytes[at] >> shift) & Mask);
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Mask);
            var (at, shift) = Locate(index);
            _bytes[at] = (byte)((_bytes[at] & ~(Mask << shift)) | (value << shift));
        }
    }

    private int Mask => (1 << Bits) - 1;

    /// <summary>The list as zlib (RFC 1950), which is how it travels (§4.1).</summary>
    public byte[] Compress()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(_bytes);
        return packed.ToArray();
    }

    /// <summary>Unpacks a list. False when the width is not 1, 2, 4 or 8, the data is not zlib, or it unpacks to nothing or too much.</summary>
    public static bool TryDecompress(int bits, byte[] compressed, [NotNullWhen(true)] out StatusList? list)
    {
        ArgumentNullException.ThrowIfNull(compressed);
        list = null;
        if (bits is not (1 or 2 or 4 or 8)) return false;
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            if (!CopyBounded(zlib, unpacked) || unpacked.Length is 0) return false;
            list = new StatusList(bits, unpacked.ToArray());
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool CopyBounded(ZLibStream from, MemoryStream to)
    {
        var buffer = new byte[16 * 1024];
        while (from.Read(buffer) is var read and > 0)
        {
            if (to.Length + read > MaximumBytes) return false;
            to.Write(buffer.AsSpan(0, read));
        }

        return true;
    }

    private (int At, int Shift) Locate(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var perByte = 8 / Bits;
        return (index / perByte, index % perByte * Bits);
    }

    private static int BytesFor(int bits, int entries)
    {
        if (bits is not (1 or 2 or 4 or 8)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "An entry is 1, 2, 4 or 8 bits wide.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entries);
        ArgumentOutOfRangeException.ThrowIfNotEqual(entries % (8 / bits), 0, nameof(entries));
        return entries / (8 / bits);
    }
}
