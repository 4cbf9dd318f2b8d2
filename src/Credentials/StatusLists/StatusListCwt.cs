using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace Cabildo.Credentials.StatusLists;

/// <summary>The claims of a status list token in CBOR (Token Status List §5.2).</summary>
internal static class StatusListCwt
{
    private const int Subject = 2, ExpirationTime = 4, IssuedAt = 6, StatusListClaim = 65533, TimeToLive = 65534;

    public static byte[] Encode(StatusListToken token)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3 + (token.ExpiresAt is null ? 0 : 1) + (token.TimeToLive is null ? 0 : 1));
        writer.WriteInt32(Subject);
        writer.WriteTextString(token.Uri);
        if (token.ExpiresAt is { } end)
        {
            writer.WriteInt32(ExpirationTime);
            writer.WriteInt64(end.ToUnixTimeSeconds());
        }

        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(token.IssuedAt.ToUnixTimeSeconds());
        writer.WriteInt32(StatusListClaim);
        WriteList(writer, token.List);
        if (token.TimeToLive is { } ttl)
        {
            writer.WriteInt32(TimeToLive);
            writer.WriteInt64((long)ttl.TotalSeconds);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    public static bool TryDecode(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out StatusListToken? token)
    {
        token = null;
        try
        {
            token = Decode(new CborReader(payload, CborConformanceMode.Strict));
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException)
        {
            return false;
        }

        return token is not null;
    }

    /// <summary>The map of §4.3: the width and the packed list.</summary>
    public static void WriteList(CborWriter writer, StatusList list)
    {
        writer.WriteStartMap(2);
        writer.WriteTextString("lst");
        writer.WriteByteString(list.Compress());
        writer.WriteTextString("bits");
        writer.WriteInt32(list.Bits);
        writer.WriteEndMap();
    }

    /// <summary>Null when a member is missing or the list does not unpack.</summary>
    public static StatusList? ReadList(CborReader reader)
    {
        (int? bits, byte[]? packed) = (null, null);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "bits": bits = reader.ReadInt32(); break;
                case "lst": packed = reader.ReadByteString(); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        return bits is { } width && packed is not null && StatusList.TryDecompress(width, packed, out var list) ? list : null;
    }

    private static StatusListToken? Decode(CborReader reader)
    {
        string? subject = null;
        (DateTimeOffset? issued, DateTimeOffset? expires, TimeSpan? ttl, StatusList? list) = (null, null, null, null);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadInt32())
            {
                case Subject: subject = reader.ReadTextString(); break;
                case IssuedAt: issued = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()); break;
                case ExpirationTime: expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()); break;
                case TimeToLive: ttl = TimeSpan.FromSeconds(reader.ReadInt64()); break;
                case StatusListClaim: list = ReadList(reader); break;
                default: reader.SkipValue(); break;
            }
        }

        reader.ReadEndMap();
        return subject is not null && issued is { } at && list is not null && reader.BytesRemaining is 0
            ? new StatusListToken(subject, at, expires, ttl, list)
            : null;
    }
}
