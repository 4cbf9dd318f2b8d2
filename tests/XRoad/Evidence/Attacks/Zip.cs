using System.Buffers.Binary;
using System.Text;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

/// <summary>Adds entries to zip files by hand, so that every field can be a lie.</summary>
internal static class Zip
{
    public static int End(byte[] zip) => zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);

    public static int Directory(byte[] zip) => BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(End(zip) + 16));

    public static byte[] With(byte[] zip, string name, byte[] bytes, byte[]? local = null, byte[]? central = null) =>
        WithPacked(zip, name, bytes, bytes.Length, Crc(bytes), method: 0, local: local, central: central);

    /// <param name="zip">The zip file.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="packed">Its bytes in the file.</param>
    /// <param name="length">What it says its length is.</param>
    /// <param name="crc">What it says its check sum is.</param>
    /// <param name="method">0 or 8.</param>
    /// <param name="patchEnd">Whether the packed bytes are the record of an end, whose comment is to reach to the end of the file.</param>
    /// <param name="local">Extra fields of the local header.</param>
    /// <param name="central">Extra fields in the directory.</param>
    public static byte[] WithPacked(byte[] zip, string name, byte[] packed, int length, uint crc, int method, bool patchEnd = false, byte[]? local = null, byte[]? central = null)
    {
        var (directory, end) = (Directory(zip), End(zip));
        byte[] header = [.. Header(name, packed.Length, length, crc, method, local ?? []), .. packed];
        byte[] entry = [0x50, 0x4B, 1, 2, 20, 0, .. Fields(name, packed.Length, length, crc, method, (central ?? []).Length), .. new byte[10], .. BitConverter.GetBytes(directory), .. Encoding.UTF8.GetBytes(name), .. central ?? []];
        byte[] tail = zip[end..];
        var count = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(8)) + 1);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), count);
        BinaryPrimitives.WriteInt32LittleEndian(tail.AsSpan(12), end - directory + entry.Length);
        BinaryPrimitives.WriteInt32LittleEndian(tail.AsSpan(16), directory + header.Length);
        byte[] whole = [.. zip[..directory], .. header, .. zip[directory..end], .. entry, .. tail];
        if (patchEnd)
            PatchEnd(whole, directory, header, packed.Length, name);
        return whole;
    }

    public static byte[] Local(string name, byte[] bytes, int method, byte[] extra) => [.. Header(name, bytes.Length, bytes.Length, Crc(bytes), method, extra), .. bytes];

    /// <summary>The record of the end without its comment.</summary>
    public static byte[] OpenEnd(byte[] zip) => zip[End(zip)..(End(zip) + 22)];

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    // The decoy's comment must fit, and its check sum in both headers too.
    private static void PatchEnd(byte[] whole, int directory, byte[] header, int length, string name)
    {
        var decoy = directory + header.Length - length;
        BinaryPrimitives.WriteUInt16LittleEndian(whole.AsSpan(decoy + 20), (ushort)(whole.Length - decoy - 22));
        var crc = Crc(whole.AsSpan(decoy, length));
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(directory + 14), crc);
        var entry = whole.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(entry + 16), crc);
    }

    private static byte[] Header(string name, int packed, int length, uint crc, int method, byte[] extra) =>
        [0x50, 0x4B, 3, 4, .. Fields(name, packed, length, crc, method, extra.Length), .. Encoding.UTF8.GetBytes(name), .. extra];

    // From the version that is needed to the length of the extra fields (APPNOTE 4.3.7).
    private static byte[] Fields(string name, int packed, int length, uint crc, int method, int extra) =>
    [
        20, 0, 0, 8, (byte)method, 0, 0, 0, 0x21, 0, .. BitConverter.GetBytes(crc), .. BitConverter.GetBytes(packed), .. BitConverter.GetBytes(length),
        .. BitConverter.GetBytes((ushort)Encoding.UTF8.GetByteCount(name)), .. BitConverter.GetBytes((ushort)extra),
    ];
}
