using System.Globalization;
using System.Text;

namespace Cabildo.XRoad.Evidence.Archives;

/// <summary>Names of files as X-Road makes them (<c>AsicContainerNameGenerator</c>, <c>LogArchiveWriter</c>).</summary>
public static class ArchiveNames
{
    /// <summary>The end of a container's name.</summary>
    public const string ContainerSuffix = ".asice";

    internal const string LinkingInfo = "linkinginfo";

    private const int MaxIdLength = 226;
    private const int MaxGroupLength = 199;
    private const int DigestLength = 16;
    private const string Base32 = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>A container's name in its archive: <c>{message id}-request-{number}.asice</c>, or <c>-response-</c>.</summary>
    /// <param name="messageId">The message's id; what no file name may hold is percent-encoded, and what is beyond 226 characters left out.</param>
    /// <param name="isResponse">Whether the message is an answer.</param>
    /// <param name="number">The log record's number, which makes the name unique; written to base 32.</param>
    public static string Container(string messageId, bool isResponse, ulong number)
    {
        var id = Encode(messageId);
        return $"{(id.Length > MaxIdLength ? id[..MaxIdLength] : id)}-{(isResponse ? "response" : "request")}-{ToBase32(number)}{ContainerSuffix}";
    }

    /// <summary>An archive's name: <c>mlog-{group-}{from}-{to}-{digest}.zip</c>.</summary>
    /// <param name="group">What its messages have in common, such as the member; null for an archive of all.</param>
    /// <param name="from">The time of its first message; written in UTC.</param>
    /// <param name="to">The time of its last.</param>
    /// <param name="digest">The last digest of its chain, of which the first 16 characters are taken.</param>
    public static string Archive(string? group, DateTimeOffset from, DateTimeOffset to, string digest)
    {
        var name = group is null ? "" : string.Concat(group.Select(c => char.IsControl(c) || "\\<>/:|*?".Contains(c, StringComparison.Ordinal) ? '_' : c));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mlog-{(name.Length > MaxGroupLength ? name[..MaxGroupLength] : name)}{(group is null ? "" : "-")}{from.UtcDateTime:yyyyMMddHHmmss}-{to.UtcDateTime:yyyyMMddHHmmss}-{(digest.Length > DigestLength ? digest[..DigestLength] : digest)}.zip");
    }

    // As HTML forms encode (WHATWG URL §5.2): what X-Road's language calls URL encoding.
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_')
                encoded.Append((char)octet);
            else if (octet == (byte)' ')
                encoded.Append('+');
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return encoded.ToString();
    }

    private static string ToBase32(ulong number)
    {
        var text = "";
        do
        {
            text = Base32[(int)(number % 32)] + text;
            number /= 32;
        }
        while (number > 0);
        return text;
    }
}
