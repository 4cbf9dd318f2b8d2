using Cabildo.Platform.Hosting;
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
        if (uri is not null)
            response.Headers.ContentSecurityPolicy = PagePolicy.WithFormTo(new Uri(uri));
    }
}
