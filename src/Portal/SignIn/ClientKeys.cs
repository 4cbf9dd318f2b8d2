using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cabildo.Portal.SignIn;

/// <summary>Publishes the portal's public key where its client registration points (<c>jwks_uri</c>, RFC 7591 §2).</summary>
internal static class ClientKeys
{
    public static void MapClientKeys(this WebApplication app) => app.MapGet("/.well-known/jwks.json", (ClientKey key, HttpResponse response) =>
    {
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new
        {
            keys = new[] { new { kty = key.Public.Kty, crv = key.Public.Crv, x = key.Public.X, y = key.Public.Y, kid = key.Public.Kid, use = key.Public.Use, alg = key.Public.Alg } },
        });
    });
}
