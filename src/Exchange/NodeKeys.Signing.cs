using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange;

/// <content>The keys that members sign with.</content>
public static partial class NodeKeys
{
    private const string SignPrefix = "sign-";
    private const int ReadableLength = 40;
    private const int UniqueLength = 12;

    /// <summary>
    /// The label under which a node's token holds a member's signing key: the member's class and code as far as a label can say them,
    /// and some of the SHA-256 of its identifier, so that no two members have one.
    /// </summary>
    public static string SigningLabel(MemberId member)
    {
        var readable = $"{member.MemberClass}-{member.MemberCode}".ToLowerInvariant();
        var plain = string.Concat(readable.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(ReadableLength));
        var unique = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member.ToString())))[..UniqueLength];
        return $"{SignPrefix}{plain}-{unique}";
    }
}
