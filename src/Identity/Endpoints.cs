namespace Cabildo.Identity;

/// <summary>The addresses of the protocol, below the issuer.</summary>
internal static class Endpoints
{
    public const string Authorize = "/authorize";
    public const string Token = "/token";
    public const string UserInfo = "/userinfo";
    public const string EndSession = "/end-session";
    public const string Keys = "/jwks";
    public const string Discovery = "/.well-known/openid-configuration";
    public const string OAuthMetadata = "/.well-known/oauth-authorization-server";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string PasskeyOffer = "/passkeys/offer";
}
