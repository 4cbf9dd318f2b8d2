namespace Cabildo.Identity.Tokens;

/// <summary>The scopes that the provider itself gives a meaning to; any other belongs to the resource it is asked for.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string NationalId = "national_id";

    public static readonly IReadOnlyList<string> OfProvider = [OpenId, Profile, NationalId];
}
