using System.Buffers.Binary;
using System.Text;

namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>The directory at the end of a zip file.</summary>
internal static class ZipDirectory
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static List<ZipEntry> Read(Stream file, ZipLimits limits)
    {
        var end = End(file);
        if (end.Count > limits.Entries)
            throw new MalformedZipException($"The zip file has {end.Count} entries; at most {limits.Entries} are taken.");

        var directory = ReadAll(file, end);
        var entries = new List<ZipEntry>(end.Count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        for (var rest = directory.AsSpan(); entries.Count < end.Count;)
        {
            var entry = ReadEntry(ref rest);
            if (!names.Add(entry.Name.TrimEnd('/')))
                throw new MalformedZipException($"The zip file has two entries called '{entry.Name}'.");
            total += entry.Bytes;
            if (entry.Bytes > limits.EntryBytes || total > limits.TotalBytes)
                throw new MalformedZipException($"'{entry.Name}' makes the zip file too large: at most {limits.EntryBytes} bytes a file and {limits.TotalBytes} in all are taken.");
            entries.Add(entry);
            if (entries.Count == end.Count && !rest.IsEmpty)
                throw new MalformedZipException("The zip file's directory has more entries than it says.");
        }

        return entries;
    }

    /// <summary>Where the directory begins.</summary>
    public static long Start(Stream file) => End(file).Start;

    /// <summary>Fills the buffer from a place in the file; false if the file ends before.</summary>
    public static bool TryReadAt(Stream file, long at, Span<byte> buffer)
    {
        if (at < 0 || at + buffer.Length > file.Length)
            return false;
        file.Position = at;
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }

    /// <summary>A name that no reader can take for another's or for a way out of the folder it unpacks to.</summary>
    public static string Name(ReadOnlySpan<byte> bytes)
    {
        string name;
        try
        {
            name = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedZipException("The zip file has a name that is not UTF-8.");
        }

        var sound = name.Length > 0 && bytes.Length <= ZipFormat.MostNameBytes && !name.Any(char.IsControl) && name.AsSpan().IndexOfAny('\\', ':') < 0
            && Array.TrueForAll(name.TrimEnd('/').Split('/'), segment => segment is not ("" or "." or ".."))
            && !name.EndsWith("//", StringComparison.Ordinal);
        return sound ? name : throw new MalformedZipException("The zip file has an entry whose name is empty, absolute, leads out of the folder or holds characters no name may have.");
    }

    private static byte[] ReadAll(Stream file, (int Count, long Start, long Length) end)
    {
        // What each entry needs at the most; so a lie about the length costs no memory.
        var most = (long)end.Count * (ZipFormat.CentralLength + 3 * ZipFormat.MostNameBytes);
        if (end.Length > most)
            throw new MalformedZipException("The zip file's directory is longer than its entries can need.");
        var directory = new byte[end.Length];
        return TryReadAt(file, end.Start, directory) ? directory : throw Damaged();
    }

    private static ZipEntry ReadEntry(ref Span<byte> rest)
    {
        if (rest.Length < ZipFormat.CentralLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != ZipFormat.CentralSignature)
            throw Damaged();
        int name = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        var length = ZipFormat.CentralLength + name + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        if (rest.Length < length)
            throw Damaged();

        var entry = new ZipEntry(
            Name(rest.Slice(ZipFormat.CentralLength, name)),
            Method: BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]),
            Flags: BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]),
            Crc: BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]),
            PackedBytes: BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]),
            Bytes: BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]),
            Start: BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]));
        Check(entry, disk: BinaryPrimitives.ReadUInt16LittleEndian(rest[34..]));
        ZipExtra.Check(rest.Slice(ZipFormat.CentralLength + name, BinaryPrimitives.ReadUInt16LittleEndian(rest[30..])), entry.Name);
        rest = rest[length..];
        return entry;
    }

    private static void Check(ZipEntry entry, int disk)
    {
        if ((entry.Flags & ZipFormat.Encrypted) != 0)
            throw new MalformedZipException($"'{entry.Name}' is encrypted: decrypt it before it is given here.");
        if (entry.Method is not (ZipFormat.Stored or ZipFormat.Deflated))
            throw new MalformedZipException($"'{entry.Name}' is compressed in a way other than deflate.");
        if (disk != 0 || entry.PackedBytes > ZipFormat.MostBytes || entry.Bytes > ZipFormat.MostBytes || entry.Start > ZipFormat.MostBytes)
            throw new MalformedZipException("The zip file is split or larger than 4 GiB.");
        if ((entry.Method == ZipFormat.Stored && entry.Bytes != entry.PackedBytes) || (entry.IsFolder && entry.Bytes != 0))
            throw new MalformedZipException($"The zip file contradicts itself about the length of '{entry.Name}'.");
    }

    // The directory ends where the record of its end begins, and that record ends the file: nothing can hide between.
    private static (int Count, long Start, long Length) End(Stream file)
    {
        Span<byte> begin = stackalloc byte[4];
        var isZip = TryReadAt(file, 0, begin) && begin is [(byte)'P', (byte)'K', 3 or 5, 4 or 6];
        var tail = new byte[(int)Math.Min(file.Length, ZipFormat.EndLength + ushort.MaxValue)];
        Span<byte> signature = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, ZipFormat.EndSignature);
        var at = TryReadAt(file, file.Length - tail.Length, tail) ? tail.AsSpan().LastIndexOf(signature) : -1;
        if (at < 0 || tail.Length - at < ZipFormat.EndLength)
            throw new MalformedZipException(isZip ? "The zip file is cut off: get it again." : "This is not a zip file.", isZip);

        var end = tail.AsSpan(at);
        var position = file.Length - tail.Length + at;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var whole = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) == 0 && BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) == count;
        if (!whole || count > ZipFormat.MostEntries || start + length != position || end.Length != ZipFormat.EndLength + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]))
            throw Damaged();
        if (HasOtherEnd(tail.AsSpan(0, at), tail))
            throw new MalformedZipException("The zip file has two ends: readers could take one or the other.");
        return (count, start, length);
    }

    // The end is the last there is; a reader that looks for the first must not find one that fits the file as well.
    private static bool HasOtherEnd(ReadOnlySpan<byte> before, ReadOnlySpan<byte> tail)
    {
        Span<byte> signature = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, ZipFormat.EndSignature);
        for (int next, at = 0; (next = before[at..].IndexOf(signature)) >= 0; at += next + 1)
        {
            var end = tail[(at + next)..];
            if (end.Length == ZipFormat.EndLength + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]))
                return true;
        }

        return false;
    }

    private static MalformedZipException Damaged() => new("The zip file's directory is damaged, or it is split or larger than 4 GiB.");
}
