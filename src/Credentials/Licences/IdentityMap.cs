using System.Formats.Cbor;
using System.Globalization;

namespace Cabildo.Credentials.Licences;

/// <summary>The person in MOSIP's Claim 169 (version 1.0.0 of its QR code specification, §3.1).</summary>
internal static class IdentityMap
{
    private const int Id = 1, FirstName = 5, LastName = 7, BirthDate = 8, Image = 16, ImageFormat = 17;
    private const int WebP = 4;
    private const string BirthDateFormat = "yyyyMMdd";

    public static void Write(CborWriter writer, LicenceHolder holder)
    {
        writer.WriteStartMap(holder.Portrait.IsEmpty ? 4 : 6);
        writer.WriteInt32(Id);
        writer.WriteTextString(holder.Id);
        writer.WriteInt32(FirstName);
        writer.WriteTextString(holder.GivenNames);
        writer.WriteInt32(LastName);
        writer.WriteTextString(holder.FamilyNames);
        writer.WriteInt32(BirthDate);
        writer.WriteTextString(holder.BirthDate.ToString(BirthDateFormat, CultureInfo.InvariantCulture));
        if (!holder.Portrait.IsEmpty)
        {
            writer.WriteInt32(Image);
            writer.WriteByteString(holder.Portrait.Span);
            writer.WriteInt32(ImageFormat);
            writer.WriteInt32(WebP);
        }

        writer.WriteEndMap();
    }

    /// <summary>Null when something that a licence must say of its holder is missing.</summary>
    public static LicenceHolder? Read(CborReader reader)
    {
        (string? id, string? first, string? last, DateOnly? birth) = (null, null, null, null);
        (byte[]? image, int? format) = (null, null);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadInt64())
            {
                case Id: id = reader.ReadTextString(); break;
                case FirstName: first = reader.ReadTextString(); break;
                case LastName: last = reader.ReadTextString(); break;
                case BirthDate: birth = DateOnly.ParseExact(reader.ReadTextString(), BirthDateFormat, CultureInfo.InvariantCulture); break;
                case Image: image = reader.ReadByteString(); break;
                case ImageFormat: format = reader.ReadInt32(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        return id is not null && first is not null && last is not null && birth is { } date
            ? new LicenceHolder(id, first, last, date, format is WebP ? image : null)
            : null;
    }
}
