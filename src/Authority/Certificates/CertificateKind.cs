namespace Cabildo.Authority.Certificates;

/// <summary>What a certificate of the authority is for. The values are those in the database.</summary>
public enum CertificateKind
{
    /// <summary>The authority itself, self-signed.</summary>
    Root = 0,

    /// <summary>A server, to other servers (TLS).</summary>
    Authentication = 1,

    /// <summary>A member, under messages.</summary>
    Signing = 2,

    /// <summary>The authority's OCSP responder.</summary>
    Responder = 3,

    /// <summary>The authority's timestamps.</summary>
    Timestamping = 4,
}

/// <summary>Whether a certificate may be relied on. The values are those in the database.</summary>
public enum CertificateStatus
{
    /// <summary>It may, within its validity.</summary>
    Good = 0,

    /// <summary>Not for now: on hold (RFC 5280 §5.3.1, certificateHold).</summary>
    Suspended = 1,

    /// <summary>Never again.</summary>
    Revoked = 2,
}
