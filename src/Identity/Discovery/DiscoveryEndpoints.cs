using Cabildo.Identity.Clients;
using Cabildo.Identity.Keys;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Discovery;

/// <summary>What relying parties read before anything else: metadata and keys. Public, so any origin may read it.</summary>
internal static class DiscoveryEndpoints
{
    internal static JsonHttpResult<ProviderMetadata> Metadata(HttpContext http, IOptions<IdentityProviderOptions> options, RelyingParties clients)
    {
        MayBeKept(http.Response);
        return TypedResults.Json(new ProviderMetadata
        {
            Issuer = options.Value.Issuer,
            Scopes = [.. Scopes.OfProvider.Union(clients.Scopes, StringComparer.Ordinal)],
        });
    }

    internal static async Task<JsonHttpResult<PublicJwks>> KeysAsync(HttpContext http, SigningKeys keys, CancellationToken ct)
    {
        MayBeKept(http.Response);
        var published = await keys.PublishedAsync(ct);
        return TypedResults.Json(new PublicJwks([.. published.Select(key => key.ToPublicJwk())]), contentType: "application/jwk-set+json");
    }

    private static void MayBeKept(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.AccessControlAllowOrigin = "*";
    }
}
