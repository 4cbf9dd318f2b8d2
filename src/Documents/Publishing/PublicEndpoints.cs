using System.Text.Json;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Status;
using Cabildo.Documents.TrustLists;
using Cabildo.Platform.Refusals;
using Cabildo.Trust.Jose;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Documents.Publishing;

/// <summary>What anybody may fetch, from any origin: verifiers need nothing else.</summary>
internal static class PublicEndpoints
{
    public const string CorsPolicy = "documents-public";

    private static readonly Refusal NotPublished = new(
        "not-published", "The list is not published yet, because the register has not been read. Try again in a minute.", 503);

    private static readonly Refusal NoList = new("no-list", "There is no status list with this number. The trust list names those there are.", 404);

    public static void MapPublic(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").RequireCors(CorsPolicy).AllowAnonymous();
        open.MapGet("/trust-list", GetTrustListAsync);
        open.MapGet("/trust-list/key", GetTrustListKey);
        open.MapGet("/status/{list:int:min(1)}", GetStatusListAsync);
        open.MapGet("/iaca/crl", GetRevocationList);
    }

    private static async Task<IResult> GetTrustListAsync(TrustListPublication publication, CancellationToken ct) =>
        Serve(await publication.GetAsync(ct));

    private static JsonHttpResult<EcJwk> GetTrustListKey(IssuerKeys keys) => TypedResults.Json(EcJwk.From(keys.TrustListKey), JsonSerializerOptions.Web, "application/jwk+json");

    private static async Task<IResult> GetStatusListAsync(int list, HttpRequest request, HttpResponse response, StatusPublication publication, CancellationToken ct)
    {
        response.Headers.Vary = HeaderNames.Accept;
        if (await publication.GetAsync(list, ct) is { } published) return Serve(WantsCwt(request) ? published.Cwt : published.Jwt);
        return (await publication.ExistsAsync(list, ct) ? NotPublished : NoList).ToProblem();
    }

    private static PublishedResult GetRevocationList(RevocationList list) => Serve(list.Get());

    private static PublishedResult Serve(SignedDocument document) => new(document);

    /// <summary>JWT is what is served unless CWT alone is asked for (Token Status List §8.1).</summary>
    private static bool WantsCwt(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType.Equals(StatusListToken.CwtMediaType, StringComparison.OrdinalIgnoreCase))
            && !accepted.Any(type => type.MediaType.Equals(StatusListToken.JwtMediaType, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The document, or 304 when the asker has it already (RFC 9110 §13.1.2).</summary>
    private sealed class PublishedResult(SignedDocument document) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.CacheControl = document.CacheControl;
            response.Headers.ETag = document.Tag.ToString();
            var held = httpContext.Request.GetTypedHeaders().IfNoneMatch;
            if (held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(document.Tag, useStrongComparison: false)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = document.MediaType;
            response.ContentLength = document.Content.Length;
            await response.Body.WriteAsync(document.Content, httpContext.RequestAborted);
        }
    }
}
