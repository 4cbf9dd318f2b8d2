using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Timestamps;

/// <summary>What a timestamp is worth for some data.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">A sentence for operators that says what was found.</param>
public sealed record TimestampVerdict(TimestampOutcome Outcome, string Reason)
{
    /// <summary>Whether the data existed at the token's time.</summary>
    public bool IsValid => Outcome is TimestampOutcome.Valid;

    /// <summary>The authority's certificate, once it is known; null otherwise.</summary>
    public X509Certificate2? Signer { get; init; }
}

/// <summary>The ways a check of a timestamp ends, in the order in which they are looked for.</summary>
public enum TimestampOutcome
{
    /// <summary>The imprint or the signature rests on an unknown algorithm, or on SHA-1 or MD5.</summary>
    UnacceptableAlgorithm,

    /// <summary>The timestamp is of other data.</summary>
    WrongImprint,

    /// <summary>None of the trusted certificates is the signer's.</summary>
    UnknownSigner,

    /// <summary>The signature is not the signer's, or not of this content.</summary>
    BadSignature,

    /// <summary>The signature was made for another certificate than the trusted one.</summary>
    WrongCertificate,

    /// <summary>The signer's certificate is not for timestamping (RFC 3161 §2.3).</summary>
    NotForTimestamping,

    /// <summary>The signer's certificate was not valid at the token's time.</summary>
    SignerNotValid,

    /// <summary>The data existed at the token's time.</summary>
    Valid,
}
