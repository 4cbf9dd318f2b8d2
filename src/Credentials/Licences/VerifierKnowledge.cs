using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;

namespace Cabildo.Credentials.Licences;

/// <summary>What a verifier holds when it has no network: the trust list and the status lists it last fetched, each verified.</summary>
/// <param name="Issuers">The trust list made ready.</param>
/// <param name="StatusLists">The verified status lists, by address.</param>
public sealed record VerifierKnowledge(TrustedIssuers Issuers, IReadOnlyDictionary<string, StatusListToken> StatusLists);
