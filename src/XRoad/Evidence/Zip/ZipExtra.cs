using System.Buffers.Binary;

namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>The extra fields of an entry (APPNOTE 4.5). Times and owners in them are passed over; another name, size or comment is not.</summary>
internal static class ZipExtra
{
    private const int HeadLength = 4;

    // A reader that knows these goes by them, and not by the header: ZIP64 sizes, encryption, the name and the comment in UTF-8.
    private static readonly ushort[] Refused = [0x0001, 0x0017, 0x6375, 0x7075, 0x9901];

    /// <exception cref="MalformedZipException">One of them contradicts the header, or they are no list of fields.</exception>
    public static void Check(ReadOnlySpan<byte> fields, string name)
    {
        while (!fields.IsEmpty)
        {
            if (fields.Length < HeadLength || fields.Length < HeadLength + BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]))
                throw new MalformedZipException($"The zip file's extra fields of '{name}' are damaged.");
            if (Refused.Contains(BinaryPrimitives.ReadUInt16LittleEndian(fields)))
                throw new MalformedZipException($"The zip file says a second time, in another way, what '{name}' is or how long.");
            fields = fields[(HeadLength + BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]))..];
        }
    }
}
