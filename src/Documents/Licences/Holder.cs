using System.Security.Claims;
using Cabildo.Platform.Country;

namespace Cabildo.Documents.Licences;

/// <summary>The person in whose name an access token was issued.</summary>
internal static class Holder
{
    /// <summary>The authorization policy of the holder's endpoints.</summary>
    public const string Policy = "document-holder";

    private const string NationalIdClaim = "national_id";

    /// <summary>Whether the token was granted the scope <c>documents</c> and says whose documents.</summary>
    public static bool IsHolder(ClaimsPrincipal user) =>
        (user.FindFirstValue("scope") ?? "").Split(' ').Contains("documents", StringComparer.Ordinal) && TryGetId(user, out _);

    /// <summary>The number by which the register knows the person; null when the person's id is of another scheme.</summary>
    public static string? RegisterNumber(ClaimsPrincipal user, string scheme) => TryGetId(user, out var id) && id.Scheme == scheme ? id.Value : null;

    private static bool TryGetId(ClaimsPrincipal user, out NationalId id) => NationalId.TryParse(user.FindFirstValue(NationalIdClaim), out id);
}
