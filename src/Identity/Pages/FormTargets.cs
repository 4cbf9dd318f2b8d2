using Microsoft.AspNetCore.Http;

namespace Cabildo.Identity.Pages;

/// <summary>
/// Browsers hold the redirects that answer a form to the page's <c>form-action</c>. A form that leads back to a relying party
/// must therefore name its origin, and no other page does.
/// </summary>
internal static class FormTargets
{
    public static void Allow(HttpResponse response, string? uri)
    {
        if (uri is null)
            return;
        var target = new Uri(uri);
        var source = target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp
            ? target.GetLeftPart(UriPartial.Authority)
            : target.Scheme + ":";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self' {source}; frame-ancestors 'none'";
    }
}
