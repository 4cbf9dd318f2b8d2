using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity;

/// <summary>Refuses settings that would make the provider unsafe or useless, each with a sentence that says what to set.</summary>
internal sealed class ValidateIdentityProviderOptions : IValidateOptions<IdentityProviderOptions>
{
    private static readonly TimeSpan LongestCode = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAccessToken = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, IdentityProviderOptions options)
    {
        string[] problems = [.. ProblemsOfProvider(options), .. options.Clients.SelectMany(ProblemsOfClient), .. Doubles(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOfProvider(IdentityProviderOptions options)
    {
        if (!IsIssuer(options.Issuer, out var loopback))
            yield return "Identity:Issuer must be https://host or, on a loopback host, http://host:port, with nothing after it.";
        if (options.PrefilledPassword is not null && !loopback)
            yield return "Identity:PrefilledPassword is for demonstrations: remove it, or use an issuer on a loopback host.";
        if (options.CodeLifetime <= TimeSpan.Zero || options.CodeLifetime > LongestCode)
            yield return "Identity:CodeLifetime must be more than 0 and at most 60 seconds.";
        if (options.AccessTokenLifetime <= TimeSpan.Zero || options.AccessTokenLifetime > LongestAccessToken)
            yield return "Identity:AccessTokenLifetime must be more than 0 and at most 1 hour.";
        if (options.SessionLifetime <= TimeSpan.Zero)
            yield return "Identity:SessionLifetime must be more than 0.";
        if (options.SigningKeyLifetime < TimeSpan.FromDays(1))
            yield return "Identity:SigningKeyLifetime must be at least 1 day.";
        if (options.LockOutAfter is < 1 or > 20 || options.LockOutFor <= TimeSpan.Zero)
            yield return "Identity:LockOutAfter must be 1 to 20, and Identity:LockOutFor more than 0.";
        if (options.SignInsPerMinute < 1)
            yield return "Identity:SignInsPerMinute must be at least 1.";
        if (options.PasswordIterations < 100_000)
            yield return "Identity:PasswordIterations must be at least 100000.";
        if (options.PasswordLength is < 8 or > 64)
            yield return "Identity:PasswordLength must be 8 to 64.";
    }

    private static IEnumerable<string> ProblemsOfClient(RelyingPartyOptions client)
    {
        if (client.Id.Length is 0 or > 100)
            yield return "Identity:Clients: every client needs an Id of at most 100 characters.";
        if (client.RedirectUris.Count == 0)
            yield return $"Identity:Clients: {client.Id} has no RedirectUris.";
        foreach (var uri in client.RedirectUris.Concat(client.PostLogoutRedirectUris).Where(uri => !IsRedirect(uri, client.Public)))
            yield return $"Identity:Clients: {client.Id} may not return to {uri}: use https, http on a loopback host, or the own scheme of a public application; no fragment.";
        foreach (var resource in client.Resources.Where(resource => !Uri.TryCreate(resource, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0))
            yield return $"Identity:Clients: {client.Id} has the resource {resource}, which is not an absolute URI without fragment.";
        if ((client.Public ? 1 : 0) + (client.JwksUri is null ? 0 : 1) + (client.Jwks is null ? 0 : 1) != 1)
            yield return $"Identity:Clients: {client.Id} needs exactly one of JwksUri, Jwks, Public.";
        if (client.JwksUri is not null && !IsSecureWeb(client.JwksUri))
            yield return $"Identity:Clients: the JwksUri of {client.Id} must be https, or http on a loopback host.";
        if (client.Jwks is not null && !HoldsKeys(client.Jwks))
            yield return $"Identity:Clients: the Jwks of {client.Id} is not a JWK Set with a public EC or RSA key.";
    }

    private static IEnumerable<string> Doubles(IdentityProviderOptions options) =>
        options.Clients.GroupBy(client => client.Id, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"Identity:Clients: {group.Key} is there twice.");

    private static bool IsIssuer(string issuer, out bool loopback)
    {
        loopback = Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && uri.IsLoopback;
        return uri is not null && IsSecureWeb(issuer) && issuer == uri.GetLeftPart(UriPartial.Authority);
    }

    private static bool IsSecureWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    // RFC 8252 §7: an installed application may return to a scheme of its own, which always holds a dot.
    private static bool IsRedirect(string text, bool isPublic) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0
        && (IsSecureWeb(text) || (isPublic && uri.Scheme.Contains('.', StringComparison.Ordinal)));

    private static bool HoldsKeys(string jwks)
    {
        try
        {
            return Clients.ClientKeys.Read(jwks).Count > 0;
        }
        catch (Exception problem) when (problem is ArgumentException or System.Text.Json.JsonException or SecurityTokenException)
        {
            return false;
        }
    }
}
