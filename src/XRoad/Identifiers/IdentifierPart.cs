using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cabildo.XRoad.Identifiers;

/// <summary>One part of an identifier, such as a member class or a service code, and its form in URLs and headers.</summary>
internal static class IdentifierPart
{
    private const int MaxLength = 255;
    private const string Hexadecimal = "0123456789ABCDEF";

    // RFC 3986 §3.3, pchar without percent-encoding: what X-Road leaves as it is in a segment.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

    // Characters X-Road does not admit in identifiers: separators of its own text forms, and what cannot be seen.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(":;/\\%\u200B\uFEFF");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Checked(string value, string name) =>
        IsAllowed(value) ? value : throw new ArgumentException($"'{value}' cannot be part of an X-Road identifier.", name);

    /// <summary>The parts of <paramref name="text"/> decoded; null if their number or one of them is wrong.</summary>
    public static string[]? Split(string? text, int least, int most)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        var parts = text.Split('/', most + 1);
        if (parts.Length < least || parts.Length > most)
            return null;

        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryDecode(parts[i], out parts[i]))
                return null;
        }

        return parts;
    }

    public static string Join(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
                text.Append('/');
            AppendEncoded(text, part);
        }

        return text.ToString();
    }

    private static bool TryDecode(string segment, out string value)
    {
        value = segment;
        if (segment.AsSpan().IndexOfAnyExcept(Plain) >= 0 && !TryPercentDecode(segment, out value))
            return false;
        return IsAllowed(value);
    }

    private static bool TryPercentDecode(string segment, out string value)
    {
        value = string.Empty;
        var bytes = new byte[segment.Length];
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] == '%' && i + 2 < segment.Length
                && byte.TryParse(segment.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]))
                i += 2;
            else if (Plain.Contains(segment[i]))
                bytes[length] = (byte)segment[i];
            else
                return false;
            length++;
        }

        return TryReadUtf8(bytes.AsSpan(0, length), out value);
    }

    private static bool TryReadUtf8(ReadOnlySpan<byte> bytes, out string value)
    {
        try
        {
            value = StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            value = string.Empty;
            return false;
        }
    }

    private static void AppendEncoded(StringBuilder text, string part)
    {
        if (part.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            text.Append(part);
            return;
        }

        foreach (var octet in Encoding.UTF8.GetBytes(part))
        {
            if (Plain.Contains((char)octet))
                text.Append((char)octet);
            else
                text.Append('%').Append(Hexadecimal[octet >> 4]).Append(Hexadecimal[octet & 0xF]);
        }
    }

    /// <summary>Whether X-Road admits the text as a part.</summary>
    public static bool IsAllowed(string value) =>
        value.Length is > 0 and <= MaxLength
        && value is not ("." or "..")
        && value.AsSpan().IndexOfAny(Forbidden) < 0
        && !value.Any(char.IsControl);
}
