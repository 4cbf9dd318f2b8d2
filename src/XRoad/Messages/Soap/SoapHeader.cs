using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>The header fields of PR-MESS 2.2 and the extensions X-Road's servers know.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Service">What for. PR-MESS calls it optional, yet X-Road's servers take no message without it.</param>
/// <param name="Id">The message's id; 1 to 255 characters.</param>
/// <param name="UserId">The person on whose action the request was made; null if not said.</param>
/// <param name="Issue">The case it was made for; null if not said.</param>
/// <param name="ProtocolVersion">4.0, or another 4.x.</param>
/// <param name="RepresentedParty">On whose behalf the client asks (PR-THIRDPARTY); null if on its own.</param>
/// <param name="SecurityServer">Which server of the provider is to be asked (PR-TARGETSS); null if any.</param>
/// <param name="RequestHash">In an answer, the hash of the request.</param>
public sealed record SoapHeader(
    ClientId Client,
    CalledService Service,
    string Id,
    string? UserId = null,
    string? Issue = null,
    string ProtocolVersion = SoapNames.ProtocolVersion,
    RepresentedParty? RepresentedParty = null,
    SecurityServerId? SecurityServer = null,
    SoapRequestHash? RequestHash = null);

/// <summary>On whose behalf a client asks (PR-THIRDPARTY 2).</summary>
/// <param name="PartyClass">The class of the party's code; null if not said.</param>
/// <param name="PartyCode">The party's code.</param>
public sealed record RepresentedParty(string? PartyClass, string PartyCode);

/// <summary>What ties an answer to its request (PR-MESS 2.2).</summary>
/// <param name="AlgorithmId">The URI of the hash function; <see cref="Trust.Algorithms.DigestAlgorithm.TryFromUri"/> knows the sound ones.</param>
/// <param name="Value">The hash in base64, as written.</param>
public sealed record SoapRequestHash(string? AlgorithmId, string Value);

/// <summary>What a SOAP message is.</summary>
public enum SoapKind
{
    /// <summary>A client's request.</summary>
    Request,

    /// <summary>A service's answer.</summary>
    Response,

    /// <summary>A SOAP fault, which need not have a header (PR-MESS 2.5).</summary>
    Fault,
}
