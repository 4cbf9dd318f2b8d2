using System.Formats.Cbor;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Licences;

/// <summary>The licence in this project's private claim. Days are counted since 1970-01-01, as RFC 8943 does, without its tag.</summary>
internal static class LicenceMap
{
    private const int Number = 1, Classes = 2, IssueDate = 3, ExpiryDate = 4, Authority = 5, Restrictions = 6, Country = 7, StatusAtIssue = 8, UpdatedAt = 9;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static void Write(CborWriter writer, DrivingLicence licence)
    {
        writer.WriteStartMap(licence.Restrictions.Count is 0 ? 8 : 9);
        writer.WriteInt32(Number);
        writer.WriteTextString(licence.Number);
        writer.WriteInt32(Classes);
        writer.WriteStartArray(licence.Classes.Count);
        foreach (var allowed in licence.Classes) WriteClass(writer, allowed);
        writer.WriteEndArray();
        writer.WriteInt32(IssueDate);
        WriteDay(writer, licence.IssueDate);
        writer.WriteInt32(ExpiryDate);
        WriteDay(writer, licence.ExpiryDate);
        writer.WriteInt32(Authority);
        writer.WriteTextString(licence.IssuingAuthority);
        if (licence.Restrictions.Count is not 0)
        {
            writer.WriteInt32(Restrictions);
            writer.WriteStartArray(licence.Restrictions.Count);
            foreach (var restriction in licence.Restrictions) writer.WriteTextString(restriction);
            writer.WriteEndArray();
        }

        writer.WriteInt32(Country);
        writer.WriteTextString(licence.IssuingCountry);
        writer.WriteInt32(StatusAtIssue);
        writer.WriteInt32((int)licence.StatusAtIssue);
        writer.WriteInt32(UpdatedAt);
        writer.WriteInt64(licence.RegisterUpdatedAt.ToUnixTimeSeconds());
        writer.WriteEndMap();
    }

    /// <summary>Null when a member is missing, there is no class, or the state is none of the four.</summary>
    public static DrivingLicence? Read(CborReader reader)
    {
        (string? number, List<LicenceClass>? classes, string? authority, string? country) = (null, null, null, null);
        (DateOnly? issue, DateOnly? expiry, int? status, long? updated) = (null, null, null, null);
        List<string> restrictions = [];
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadInt64())
            {
                case Number: number = reader.ReadTextString(); break;
                case Classes: classes = ReadArray(reader, ReadClass); break;
                case IssueDate: issue = ReadDay(reader); break;
                case ExpiryDate: expiry = ReadDay(reader); break;
                case Authority: authority = reader.ReadTextString(); break;
                case Restrictions: restrictions = ReadArray(reader, r => r.ReadTextString()); break;
                case Country: country = reader.ReadTextString(); break;
                case StatusAtIssue: status = reader.ReadInt32(); break;
                case UpdatedAt: updated = reader.ReadInt64(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        if (number is null || classes is not { Count: > 0 } || authority is null || country is null) return null;
        if (issue is null || expiry is null || status is not (>= 0 and <= 3) || updated is null) return null;
        return new DrivingLicence
        {
            Number = number,
            Classes = classes,
            IssueDate = issue.Value,
            ExpiryDate = expiry.Value,
            IssuingAuthority = authority,
            Restrictions = restrictions,
            IssuingCountry = country,
            StatusAtIssue = (TokenStatus)status.Value,
            RegisterUpdatedAt = DateTimeOffset.FromUnixTimeSeconds(updated.Value),
        };
    }

    private static void WriteClass(CborWriter writer, LicenceClass allowed)
    {
        writer.WriteStartArray(3);
        writer.WriteTextString(allowed.Code);
        WriteDay(writer, allowed.From);
        WriteDay(writer, allowed.To);
        writer.WriteEndArray();
    }

    private static LicenceClass ReadClass(CborReader reader)
    {
        reader.ReadStartArray();
        var allowed = new LicenceClass(reader.ReadTextString(), ReadDay(reader), ReadDay(reader));
        reader.ReadEndArray();
        return allowed;
    }

    private static void WriteDay(CborWriter writer, DateOnly day) => writer.WriteInt32(day.DayNumber - Epoch);

    private static DateOnly ReadDay(CborReader reader) => DateOnly.FromDayNumber(checked(reader.ReadInt32() + Epoch));

    private static List<T> ReadArray<T>(CborReader reader, Func<CborReader, T> read)
    {
        List<T> items = [];
        reader.ReadStartArray();
        while (reader.PeekState() is not CborReaderState.EndArray) items.Add(read(reader));
        reader.ReadEndArray();
        return items;
    }
}
