using System.Buffers.Binary;

namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>The check sum of zip (ISO 3309; APPNOTE 4.4.7). It finds accidents, not attacks.</summary>
internal static class Crc32
{
    private const int Lanes = 8;

    // "Slicing by 8": one table for each of eight bytes that are taken at once.
    private static readonly uint[][] Tables = Build();

    /// <summary>The check sum of what came before and <paramref name="data"/>; that of nothing is 0.</summary>
    public static uint Append(uint before, ReadOnlySpan<byte> data)
    {
        var crc = ~before;
        for (; data.Length >= Lanes; data = data[Lanes..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(data);
            crc = Tables[7][crc & 0xFF] ^ Tables[6][(crc >> 8) & 0xFF] ^ Tables[5][(crc >> 16) & 0xFF] ^ Tables[4][crc >> 24]
                ^ Tables[3][data[4]] ^ Tables[2][data[5]] ^ Tables[1][data[6]] ^ Tables[0][data[7]];
        }

        foreach (var octet in data)
            crc = Tables[0][(crc ^ octet) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[][] Build()
    {
        var tables = new uint[Lanes][];
        for (var lane = 0; lane < Lanes; lane++)
        {
            tables[lane] = new uint[256];
            for (uint i = 0; i < 256; i++)
                tables[lane][i] = lane == 0 ? Divide(i) : tables[0][tables[lane - 1][i] & 0xFF] ^ (tables[lane - 1][i] >> 8);
        }

        return tables;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }
}
