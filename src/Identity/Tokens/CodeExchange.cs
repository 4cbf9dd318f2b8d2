using Cabildo.Identity.Clients;

namespace Cabildo.Identity.Tokens;

/// <summary>An authenticated client's request to exchange a code (RFC 6749 §4.1.3).</summary>
internal sealed record CodeExchange(RelyingParty Client, string Code, string RedirectUri, string CodeVerifier, string? Resource);
