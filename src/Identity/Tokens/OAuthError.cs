using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Identity.Tokens;

/// <summary>An error of the token endpoint, as JSON (RFC 6749 §5.2).</summary>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Code,
    [property: JsonPropertyName("error_description")] string Description,
    [property: JsonIgnore] int Status = StatusCodes.Status400BadRequest) : IResult
{
    public static OAuthError InvalidClient(string description) => new("invalid_client", description, StatusCodes.Status401Unauthorized);

    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    public static OAuthError InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthError InvalidTarget(string description) => new("invalid_target", description);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        NoStore(httpContext.Response);
        httpContext.Response.StatusCode = Status;
        // RFC 6749 §5.2: a client that used the Authorization header is answered in its scheme.
        if (Status == StatusCodes.Status401Unauthorized && httpContext.Request.Headers.Authorization.Count > 0)
            httpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"token\"";
        return httpContext.Response.WriteAsJsonAsync(this, httpContext.RequestAborted);
    }

    public static void NoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
    }
}
