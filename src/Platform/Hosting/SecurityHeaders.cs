using Microsoft.AspNetCore.Http;

namespace Cabildo.Platform.Hosting;

/// <summary>
/// Headers that close what a page does not need. An endpoint that needs more (camera, a form that ends at another
/// origin) sets its own value before the answer starts, and that value stays.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.TryAdd("Content-Security-Policy", PagePolicy.Own);
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            if (((HttpResponse)state).HttpContext.Request.IsHttps)
                headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
