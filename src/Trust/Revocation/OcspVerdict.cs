using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>What a response is worth for one certificate at one time.</summary>
/// <param name="Outcome">The outcome; only <see cref="OcspOutcome.Good"/> lets a certificate be relied upon.</param>
/// <param name="Reason">A sentence for operators that says what was found.</param>
public sealed record OcspVerdict(OcspOutcome Outcome, string Reason)
{
    /// <summary>Whether the certificate may be relied upon.</summary>
    public bool IsGood => Outcome is OcspOutcome.Good;

    /// <summary>Who signed, once that is established; null otherwise.</summary>
    public X509Certificate2? Responder { get; init; }

    /// <summary>What was said about the certificate, once it is established who signed; null otherwise.</summary>
    public OcspSingleResponse? Answer { get; init; }
}

/// <summary>The ways a check of an OCSP response ends, in the order in which they are looked for, but for the last three.</summary>
public enum OcspOutcome
{
    /// <summary>The responder gave an error, not an answer.</summary>
    NoAnswer,

    /// <summary>The response says nothing about this certificate (RFC 6960 §3.2, 1).</summary>
    NoAnswerForCertificate,

    /// <summary>The signature's algorithm is unknown, or rests on SHA-1 or MD5.</summary>
    UnacceptableAlgorithm,

    /// <summary>Nobody who may answer for this issuer is who the response says signed it (RFC 6960 §3.2, 4 and §4.2.2.2).</summary>
    WrongResponder,

    /// <summary>The signature is not the responder's (RFC 6960 §3.2, 2).</summary>
    BadSignature,

    /// <summary>What was said lies in the future, beyond what clocks may differ (RFC 6960 §4.2.2.1).</summary>
    NotYetValid,

    /// <summary>What was said is older than is accepted, or newer knowledge is due (RFC 6960 §3.2, 5 and 6).</summary>
    TooOld,

    /// <summary>The certificate is not revoked.</summary>
    Good,

    /// <summary>The certificate is revoked or on hold.</summary>
    Revoked,

    /// <summary>The responder does not know the certificate.</summary>
    Unknown,
}
