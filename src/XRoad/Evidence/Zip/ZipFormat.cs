namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>The records of a zip file (PKWARE APPNOTE 6.3.10). ZIP64 is not among them: evidence is kept below 4 GiB a file.</summary>
internal static class ZipFormat
{
    public const uint LocalSignature = 0x04034B50;
    public const uint DescriptorSignature = 0x08074B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const int LocalLength = 30;
    public const int DescriptorLength = 16;
    public const int CentralLength = 46;
    public const int EndLength = 22;
    public const int MostEntries = 0xFFFE;
    public const uint MostBytes = 0xFFFFFFFE;
    public const int MostNameBytes = 1_024;
    public const ushort Stored = 0;
    public const ushort Deflated = 8;
    public const ushort Version = 20;

    // General purpose flags (APPNOTE 4.4.4): encryption in its three forms; sizes after the data; names in UTF-8.
    public const ushort Encrypted = 1 | 1 << 6 | 1 << 13;
    public const ushort SizesFollow = 1 << 3;
    public const ushort Utf8 = 1 << 11;

    /// <summary>A time as MS-DOS writes it, in UTC, to two seconds; the date in the upper half (APPNOTE 4.4.6).</summary>
    public static uint Time(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        if (utc.Year is < 1980 or > 2107)
            return (1 << 5 | 1) << 16;
        var date = (utc.Year - 1980) << 9 | utc.Month << 5 | utc.Day;
        return (uint)date << 16 | (uint)(utc.Hour << 11 | utc.Minute << 5 | utc.Second / 2);
    }
}

/// <summary>A file in a zip file.</summary>
/// <param name="Name">Its path, without a leading slash.</param>
/// <param name="Method">0, stored, or 8, deflated.</param>
/// <param name="Flags">General purpose flags.</param>
/// <param name="Crc">The check sum of its bytes.</param>
/// <param name="PackedBytes">Its length in the zip file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Start">Where its local header begins.</param>
internal sealed record ZipEntry(string Name, ushort Method, ushort Flags, uint Crc, uint PackedBytes, uint Bytes, uint Start)
{
    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>How much of a zip file is taken.</summary>
/// <param name="Entries">Most entries.</param>
/// <param name="EntryBytes">Most bytes of one, inflated.</param>
/// <param name="TotalBytes">Most bytes of all, inflated.</param>
internal sealed record ZipLimits(int Entries, long EntryBytes, long TotalBytes);

/// <summary>What was to be a zip file is none, or breaks a rule; the message is a sentence.</summary>
internal sealed class MalformedZipException(string message, bool isZip = true, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it at least begins as one.</summary>
    public bool IsZip { get; } = isZip;
}
