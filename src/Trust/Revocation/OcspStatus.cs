using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>What a responder knows about a certificate (RFC 6960 §2.2).</summary>
public sealed record OcspStatus
{
    /// <summary>Not revoked: which does not say that it was ever issued, nor that it is in its validity.</summary>
    public static readonly OcspStatus Good = new(OcspStatusKind.Good);

    /// <summary>The responder does not know the certificate, usually because its issuer is not one it serves.</summary>
    public static readonly OcspStatus Unknown = new(OcspStatusKind.Unknown);

    private OcspStatus(OcspStatusKind kind) => Kind = kind;

    /// <summary>Good, revoked or unknown.</summary>
    public OcspStatusKind Kind { get; }

    /// <summary>Since when the certificate is revoked; null unless it is.</summary>
    public DateTimeOffset? RevokedAt { get; private init; }

    /// <summary>Why, if the responder says so; <see cref="X509RevocationReason.CertificateHold"/> may be lifted again.</summary>
    public X509RevocationReason? Reason { get; private init; }

    /// <summary>Revoked, or on hold.</summary>
    public static OcspStatus Revoked(DateTimeOffset since, X509RevocationReason? reason = null) =>
        new(OcspStatusKind.Revoked) { RevokedAt = since, Reason = reason };
}

/// <summary>The three things a responder may say of a certificate.</summary>
public enum OcspStatusKind
{
    /// <summary>Not revoked.</summary>
    Good,

    /// <summary>Revoked, for good or for a time.</summary>
    Revoked,

    /// <summary>Not known to the responder.</summary>
    Unknown,
}
