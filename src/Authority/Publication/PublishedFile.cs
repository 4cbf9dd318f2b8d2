using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Authority.Publication;

/// <summary>Bytes that are served to anybody, with what a cache needs; the answer is 304 to who has them (RFC 9110 §13.1.2).</summary>
/// <param name="content">The bytes.</param>
/// <param name="mediaType">Their type.</param>
/// <param name="cacheControl">How long a copy serves.</param>
/// <param name="name">What to call the file when it is saved; null if it is not for saving.</param>
internal sealed class PublishedFile(byte[] content, string mediaType, string cacheControl, string? name = null) : IResult
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = cacheControl;
        response.Headers.ETag = _tag.ToString();
        var held = httpContext.Request.GetTypedHeaders().IfNoneMatch;
        if (held.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (name is not null)
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
