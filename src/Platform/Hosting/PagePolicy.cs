namespace Cabildo.Platform.Hosting;

/// <summary>The content security policy of a page: everything from its own origin, and nothing that it does not use.</summary>
public static class PagePolicy
{
    /// <summary>The policy of a page whose forms stay at its origin.</summary>
    public static string Own { get; } = With("'self'");

    /// <summary>
    /// The policy of a page with a form that is answered by a redirect to <paramref name="target"/>: browsers hold such
    /// redirects to the page's <c>form-action</c> (CSP Level 3 §6.4.1).
    /// </summary>
    /// <param name="target">An address of the other origin, or one of an application's own scheme.</param>
    public static string WithFormTo(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var source = target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp
            ? target.GetLeftPart(UriPartial.Authority)
            : target.Scheme + ":";
        return With("'self' " + source);
    }

    private static string With(string formAction) =>
        $"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action {formAction}; frame-ancestors 'none'";
}
