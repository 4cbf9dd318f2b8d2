using System.Buffers.Binary;
using System.IO.Compression;

namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>
/// Reads a zip file strictly, so that no two readers can see different files in it: the entries of the directory fill the
/// file without a gap or an overlap, each local header says what the directory says, and lengths and check sums are true.
/// Every method throws <see cref="MalformedZipException"/> for what is not so.
/// </summary>
internal sealed class ZipReader
{
    private readonly Stream _file;

    private ZipReader(Stream file, IReadOnlyList<ZipEntry> entries) => (_file, Entries) = (file, entries);

    /// <summary>The files and folders, in the order of the directory.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Reads the directory; the stream stays open, and in use as long as the reader.</summary>
    public static ZipReader Open(Stream file, ZipLimits limits)
    {
        var entries = ZipDirectory.Read(file, limits);
        var reader = new ZipReader(file, entries);
        reader.CheckLayout();
        return reader;
    }

    /// <summary>The bytes of a file, inflated as they are read. One at a time.</summary>
    public Stream OpenEntry(ZipEntry entry)
    {
        var packed = new FileSection(_file, entry.Start + LocalLength(entry), entry.PackedBytes);
        Stream bytes = entry.Method == ZipFormat.Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
        return new CheckedEntryStream(bytes, packed, entry);
    }

    /// <summary>All bytes of a file, which the limits have found small enough.</summary>
    public byte[] ReadEntry(ZipEntry entry)
    {
        // Grows as bytes come: a header may promise more than there is.
        using var bytes = new MemoryStream();
        using var stream = OpenEntry(entry);
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads a file that nobody asks for: only so is it known that it ends where the directory says, and hides no other file.</summary>
    public void CheckEntry(ZipEntry entry)
    {
        using var stream = OpenEntry(entry);
        stream.CopyTo(Stream.Null);
    }

    private void CheckLayout()
    {
        long end = 0;
        foreach (var entry in Entries.OrderBy(entry => entry.Start))
        {
            if (entry.Start != end)
                throw new MalformedZipException($"The zip file has something between its entries, before '{entry.Name}'.");
            end = entry.Start + LocalLength(entry) + entry.PackedBytes;
            // Behind the data: the sizes that were not known before, with or without a signature (APPNOTE 4.3.9).
            if ((entry.Flags & ZipFormat.SizesFollow) != 0)
                end += DescriptorLength(end, entry);
        }

        if (end != ZipDirectory.Start(_file))
            throw new MalformedZipException("The zip file has something before its directory that the directory does not name.");
    }

    private long LocalLength(ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[ZipFormat.LocalLength];
        if (!ZipDirectory.TryReadAt(_file, entry.Start, header) || BinaryPrimitives.ReadUInt32LittleEndian(header) != ZipFormat.LocalSignature)
            throw new MalformedZipException($"The zip file is damaged: '{entry.Name}' is not where its directory says.");

        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..])];
        if (!ZipDirectory.TryReadAt(_file, entry.Start + ZipFormat.LocalLength, name) || !Agrees(entry, header) || ZipDirectory.Name(name) != entry.Name)
            throw new MalformedZipException($"The zip file contradicts itself about '{entry.Name}'.");
        var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[28..])];
        if (!ZipDirectory.TryReadAt(_file, entry.Start + ZipFormat.LocalLength + name.Length, extra))
            throw new MalformedZipException($"The zip file is damaged: '{entry.Name}' is cut off.");
        ZipExtra.Check(extra, entry.Name);
        return ZipFormat.LocalLength + name.Length + extra.Length;
    }

    private static bool Agrees(ZipEntry entry, ReadOnlySpan<byte> header)
    {
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) != entry.Flags || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != entry.Method)
            return false;
        var sizes = (BinaryPrimitives.ReadUInt32LittleEndian(header[14..]), BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]));
        return sizes == (entry.Crc, entry.PackedBytes, entry.Bytes)
            || ((entry.Flags & ZipFormat.SizesFollow) != 0 && sizes == (0, 0, 0));
    }

    private int DescriptorLength(long at, ZipEntry entry)
    {
        Span<byte> expected = stackalloc byte[ZipFormat.DescriptorLength];
        BinaryPrimitives.WriteUInt32LittleEndian(expected, ZipFormat.DescriptorSignature);
        BinaryPrimitives.WriteUInt32LittleEndian(expected[4..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(expected[8..], entry.PackedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(expected[12..], entry.Bytes);
        Span<byte> found = stackalloc byte[ZipFormat.DescriptorLength];
        if (ZipDirectory.TryReadAt(_file, at, found))
        {
            if (found.SequenceEqual(expected))
                return ZipFormat.DescriptorLength;
            if (found[..12].SequenceEqual(expected[4..]))
                return ZipFormat.DescriptorLength - 4;
        }

        throw new MalformedZipException($"The zip file contradicts itself about the length of '{entry.Name}'.");
    }
}
