using System.Globalization;
using System.Security.Cryptography;
using Cabildo.Trust.Revocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Revocation;

/// <summary>OCSP over HTTP (RFC 6960 appendix A; caching by RFC 5019 §6).</summary>
internal static partial class StatusEndpoints
{
    private const string Path = "/ocsp";
    private const string RequestType = "application/ocsp-request";
    private const string ResponseType = "application/ocsp-response";

    public static void MapStatus(this IEndpointRouteBuilder app)
    {
        app.MapPost(Path, PostAsync);
        app.MapGet(Path + "/{**request}", GetAsync);
    }

    // A.1: a request that cannot be read gets an OCSP error, and HTTP has no complaint; but a body of another type is none at all.
    private static async Task PostAsync(HttpContext http, CancellationToken ct)
    {
        if (!BoundedBody.IsOf(http.Request, RequestType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            await WriteAsync(http, StatusAnswer.Malformed, ct);
            return;
        }

        var body = await BoundedBody.ReadAsync(http.Request, OcspRequest.LargestSize, ct);
        await WriteAsync(http, body is { } request ? await AnswerAsync(http, request, ct) : StatusAnswer.Malformed, ct);
    }

    private static async Task GetAsync(HttpContext http, CancellationToken ct)
    {
        var answer = RequestIn(http) is { } request ? await AnswerAsync(http, request, ct) : StatusAnswer.Malformed;
        var keep = http.RequestServices.GetRequiredService<IOptions<AuthorityOptions>>().Value.StatusCache;
        if (answer.MayBeKept && keep > TimeSpan.Zero)
            AllowKeeping(http, answer, keep);
        await WriteAsync(http, answer, ct);
    }

    // A.1: {url}/{url-encoding of base-64 encoding of the DER}. The framework leaves %2F in paths as it is, so the path is taken as it came.
    private static byte[]? RequestIn(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var start = target.IndexOf(Path + "/", StringComparison.Ordinal) + Path.Length + 1;
        var text = Uri.UnescapeDataString(target[start..].Split('?')[0]);
        var bytes = new byte[OcspRequest.LargestSize];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static async Task<StatusAnswer> AnswerAsync(HttpContext http, ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<AnswerStatus>().RunAsync(request, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Failed(http.RequestServices.GetRequiredService<ILogger<AnswerStatus>>(), problem);
            return StatusAnswer.Fault;
        }
    }

    private static void AllowKeeping(HttpContext http, StatusAnswer answer, TimeSpan keep)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var headers = http.Response.Headers;
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"max-age={(long)keep.TotalSeconds}, public, no-transform, must-revalidate");
        headers.Expires = (now + keep).ToString("R", CultureInfo.InvariantCulture);
        headers.LastModified = now.ToString("R", CultureInfo.InvariantCulture);
        headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(answer.Der))}\"";
    }

    private static async Task WriteAsync(HttpContext http, StatusAnswer answer, CancellationToken ct)
    {
        if (http.Response.Headers.CacheControl.Count == 0)
            http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = ResponseType;
        http.Response.ContentLength = answer.Der.Length;
        await http.Response.Body.WriteAsync(answer.Der, ct);
    }

    [LoggerMessage(LogLevel.Error, "A question about certificates could not be answered")]
    private static partial void Failed(ILogger logger, Exception exception);
}
