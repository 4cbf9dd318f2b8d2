using System.Diagnostics.CodeAnalysis;

namespace Cabildo.Credentials.Encodings;

/// <summary>Base45 (RFC 9285): bytes as the 45 characters that a QR code packs tightest.</summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const byte None = 0xFF;

    private static readonly byte[] Values = MakeValues();

    /// <summary>How many characters <paramref name="bytes"/> bytes become.</summary>
    public static int EncodedLength(int bytes) => (bytes / 2 * 3) + (bytes % 2 * 2);

    /// <summary>Two bytes become three characters, a last single byte two.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[EncodedLength(bytes.Length)];
        var at = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            var pair = i + 1 < bytes.Length;
            var value = pair ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            text[at++] = Alphabet[value % 45];
            text[at++] = Alphabet[value / 45 % 45];
            if (pair) text[at++] = Alphabet[value / (45 * 45)];
        }

        return new string(text);
    }

    /// <summary>False when a character is outside the alphabet, the length is impossible, or a group is above its range (RFC 9285 §4).</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 3 is 1) return false;
        var decoded = new byte[(text.Length / 3 * 2) + (text.Length % 3 / 2)];
        for (int i = 0, at = 0; i < text.Length; i += 3)
        {
            var pair = i + 2 < text.Length;
            if (!TryValue(text[i], out var low) || !TryValue(text[i + 1], out var middle)) return false;
            var high = 0;
            if (pair && !TryValue(text[i + 2], out high)) return false;
            var value = low + (middle * 45) + (high * 45 * 45);
            if (value > (pair ? ushort.MaxValue : byte.MaxValue)) return false;
            if (pair) decoded[at++] = (byte)(value >> 8);
            decoded[at++] = (byte)value;
        }

        bytes = decoded;
        return true;
    }

    private static bool TryValue(char character, out int value)
    {
        value = character < Values.Length ? Values[character] : None;
        return value != None;
    }

    private static byte[] MakeValues()
    {
        var values = new byte[128];
        Array.Fill(values, None);
        for (var i = 0; i < Alphabet.Length; i++) values[Alphabet[i]] = (byte)i;
        return values;
    }
}
