using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Globalization;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Licences;

/// <summary>The claims of a licence code as deterministic CBOR (RFC 8949 §4.2.1), both ways. Unknown claims are read over.</summary>
internal static class LicencePayload
{
    private const int Issuer = 1, ExpirationTime = 4, IssuedAt = 6, CodeId = 7, Identity = 169, Status = 65535, Licence = -65537;
    private const int CodeIdSize = 16;

    public static byte[] Encode(LicenceClaims claims)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(7);
        writer.WriteInt32(Issuer);
        writer.WriteTextString(claims.Issuer);
        writer.WriteInt32(ExpirationTime);
        writer.WriteInt64(claims.ExpiresAt.ToUnixTimeSeconds());
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(claims.IssuedAt.ToUnixTimeSeconds());
        writer.WriteInt32(CodeId);
        writer.WriteByteString(claims.CodeId.Span);
        writer.WriteInt32(Identity);
        IdentityMap.Write(writer, claims.Holder);
        writer.WriteInt32(Status);
        WriteStatus(writer, claims.Status);
        writer.WriteInt32(Licence);
        LicenceMap.Write(writer, claims.Licence);
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static bool TryDecode(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out LicenceClaims? claims)
    {
        claims = null;
        try
        {
            claims = Decode(new CborReader(payload, CborConformanceMode.Ctap2Canonical));
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException or FormatException)
        {
            return false;
        }

        return claims is not null;
    }

    /// <summary>The issuer alone, of a payload nobody has verified; null when it cannot be read.</summary>
    public static string? PeekIssuer(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new CborReader(payload, CborConformanceMode.Ctap2Canonical);
            reader.ReadStartMap();
            // Deterministic order puts the smallest key first.
            return reader.ReadInt32() is Issuer ? reader.ReadTextString() : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static LicenceClaims? Decode(CborReader reader)
    {
        (string? issuer, long? expires, long? issued, byte[]? code) = (null, null, null, null);
        (LicenceHolder? holder, StatusReference? status, DrivingLicence? licence) = (null, null, null);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadInt64())
            {
                case Issuer: issuer = reader.ReadTextString(); break;
                case ExpirationTime: expires = reader.ReadInt64(); break;
                case IssuedAt: issued = reader.ReadInt64(); break;
                case CodeId: code = reader.ReadByteString(); break;
                case Identity: holder = IdentityMap.Read(reader); break;
                case Status: status = ReadStatus(reader); break;
                case Licence: licence = LicenceMap.Read(reader); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        if (issuer is null || expires is null || issued is null || holder is null || status is null || licence is null) return null;
        if (code is not { Length: CodeIdSize } || reader.BytesRemaining is not 0) return null;
        return new LicenceClaims
        {
            Issuer = issuer,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(expires.Value),
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(issued.Value),
            CodeId = code,
            Holder = holder,
            Status = status,
            Licence = licence,
        };
    }

    private static void WriteStatus(CborWriter writer, StatusReference status)
    {
        writer.WriteStartMap(1);
        writer.WriteTextString("status_list");
        writer.WriteStartMap(2);
        writer.WriteTextString("idx");
        writer.WriteInt32(status.Index);
        writer.WriteTextString("uri");
        writer.WriteTextString(status.Uri);
        writer.WriteEndMap();
        writer.WriteEndMap();
    }

    private static StatusReference? ReadStatus(CborReader reader)
    {
        StatusReference? status = null;
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            if (reader.ReadTextString() is "status_list") status = ReadReference(reader);
            else reader.SkipValue();
        }

        reader.ReadEndMap();
        return status;
    }

    private static StatusReference? ReadReference(CborReader reader)
    {
        (int? index, string? uri) = (null, null);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "idx": index = reader.ReadInt32(); break;
                case "uri": uri = reader.ReadTextString(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        return index is >= 0 && uri is not null ? new StatusReference(uri, index.Value) : null;
    }
}
