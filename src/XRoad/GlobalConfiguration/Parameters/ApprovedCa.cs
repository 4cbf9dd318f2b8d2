using Cabildo.XRoad.GlobalConfiguration.Naming;

namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>A certification authority whose certificates count.</summary>
public sealed record ApprovedCa
{
    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its certificates serve for TLS alone, and none of its signatures counts.</summary>
    public bool AuthenticationOnly { get; init; }

    /// <summary>The certificate that is trusted by itself.</summary>
    public required CaCertificate TopCa { get; init; }

    /// <summary>Authorities beneath it.</summary>
    public IReadOnlyList<CaCertificate> IntermediateCas { get; init; } = [];

    /// <summary>How its certificates name members: a Java class of X-Road's, which <see cref="MemberNaming"/> understands.</summary>
    public required string CertificateProfileInfo { get; init; }

    /// <summary>The form of requests it likes; from version 6.</summary>
    public CsrFormat? DefaultCsrFormat { get; init; }

    /// <summary>Where certificates are ordered by ACME (RFC 8555); from version 3.</summary>
    public AcmeServer? AcmeServer { get; init; }
}

/// <summary>A certificate of an authority and who tells the state of what it issued.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="OcspResponders">Who answers for it (RFC 6960).</param>
public sealed record CaCertificate(EncodedCertificate Certificate, IReadOnlyList<OcspResponder> OcspResponders);

/// <summary>A responder.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Certificate">The certificate it signs with, if the authority did not delegate it (RFC 6960 §4.2.2.2).</param>
/// <param name="Cost">Whether it costs; from version 6.</param>
public sealed record OcspResponder(string Url, EncodedCertificate? Certificate, CostType? Cost = null);

/// <summary>An authority whose timestamps count (RFC 3161).</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Url">Its address.</param>
/// <param name="Certificate">The certificate it signs with.</param>
/// <param name="Cost">Whether it costs; from version 6.</param>
public sealed record ApprovedTsa(string Name, string Url, EncodedCertificate Certificate, CostType? Cost = null);

/// <summary>An ACME server.</summary>
/// <param name="DirectoryUrl">Its directory (RFC 8555 §7.1.1).</param>
/// <param name="IpAddress">The addresses its challenges come from, separated by commas.</param>
/// <param name="AuthenticationCertificateProfileId">How it calls the profile of TLS certificates; from version 4.</param>
/// <param name="SigningCertificateProfileId">How it calls the profile of signing certificates; from version 4.</param>
public sealed record AcmeServer(string DirectoryUrl, string? IpAddress, string? AuthenticationCertificateProfileId = null, string? SigningCertificateProfileId = null);

/// <summary>Whether a service costs.</summary>
public enum CostType
{
    /// <summary>Nobody said.</summary>
    Undefined,

    /// <summary>It costs nothing.</summary>
    Free,

    /// <summary>It is paid for.</summary>
    Paid,
}

/// <summary>The form of a certificate request.</summary>
public enum CsrFormat
{
    /// <summary>RFC 7468.</summary>
    Pem,

    /// <summary>RFC 2986.</summary>
    Der,
}
