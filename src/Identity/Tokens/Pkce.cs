using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tokens;

/// <summary>Proof Key for Code Exchange, method S256 (RFC 7636).</summary>
internal static class Pkce
{
    public const string Method = "S256";

    /// <summary>43 characters of base64url: SHA-256 without padding (§4.2).</summary>
    public static bool IsChallenge(string? text) =>
        text is { Length: 43 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>Whether <paramref name="verifier"/> is well formed (§4.1) and the challenge was made of it (§4.6).</summary>
    public static bool Fits(string challenge, string verifier) =>
        verifier.Length is >= 43 and <= 128
        && verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(challenge),
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))));
}
