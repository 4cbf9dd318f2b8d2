using System.Collections.Frozen;
using System.Globalization;
using Cabildo.Platform.Country;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Clients;

/// <summary>A registered relying party (OAuth client), ready to be asked.</summary>
internal sealed class RelyingParty(RelyingPartyOptions options)
{
    private readonly FrozenSet<string> _redirectUris = options.RedirectUris.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _postLogoutRedirectUris = options.PostLogoutRedirectUris.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _resources = options.Resources.ToFrozenSet(StringComparer.Ordinal);
    private readonly LocalText _name = options.Name;

    public string Id => options.Id;

    public bool IsPublic => options.Public;

    public string? JwksUri => options.JwksUri;

    public string? Jwks => options.Jwks;

    public FrozenSet<string> Scopes { get; } = options.Scopes.Append(Tokens.Scopes.OpenId).ToFrozenSet(StringComparer.Ordinal);

    public string NameInRequestLanguage =>
        _name.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) is { Length: > 0 } name ? name : Id;

    public bool MayRedirectTo(string uri) => _redirectUris.Contains(uri);

    public bool MayRedirectAfterLogoutTo(string uri) => _postLogoutRedirectUris.Contains(uri);

    public bool MayAskFor(string resource) => _resources.Contains(resource);
}

/// <summary>The registered relying parties by <c>client_id</c>.</summary>
internal sealed class RelyingParties(IOptions<IdentityProviderOptions> options)
{
    private readonly FrozenDictionary<string, RelyingParty> _byId =
        options.Value.Clients.ToFrozenDictionary(client => client.Id, client => new RelyingParty(client), StringComparer.Ordinal);

    public IEnumerable<string> Scopes => _byId.Values.SelectMany(client => client.Scopes).Distinct(StringComparer.Ordinal);

    public RelyingParty? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);
}
