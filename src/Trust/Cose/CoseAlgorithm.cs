namespace Cabildo.Trust.Cose;

/// <summary>A COSE signature algorithm, by its number in the IANA registry (RFC 9053 §2, RFC 8230 §2).</summary>
public enum CoseAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256 = -7,

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    ES384 = -35,

    /// <summary>RSASSA-PSS with SHA-256 and a salt as long as the hash.</summary>
    PS256 = -37,
}
