using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Certificates;

namespace Cabildo.Authority.Data;

/// <summary>A certificate that the authority issued.</summary>
internal sealed class CertificateRow
{
    /// <summary>Upper-case hexadecimal, as the certificate has it.</summary>
    public required string Serial { get; init; }

    public required CertificateKind Kind { get; init; }

    /// <summary>The server or member it is for, in its text form; the authority's own have its name.</summary>
    public required string Holder { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required CertificateStatus Status { get; set; }

    /// <summary>RFC 5280 §5.3.1; null while it is good.</summary>
    public X509RevocationReason? Reason { get; set; }

    /// <summary>Since when it has its status.</summary>
    public required DateTimeOffset StatusSince { get; set; }

    /// <summary>DER.</summary>
    public required byte[] Certificate { get; init; }
}

/// <summary>An authentication certificate that a server is known by.</summary>
internal sealed class ServerCertificateRow
{
    /// <summary>SHA-256 of the certificate, upper-case hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The server, in its text form.</summary>
    public required string Server { get; init; }

    /// <summary>The certificate's serial number.</summary>
    public required string Serial { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }
}

/// <summary>A key that signs the configuration; its private half lies in the token.</summary>
internal sealed class ConfigurationKeyRow
{
    /// <summary><c>internal</c> or <c>external</c>: which configuration it signs.</summary>
    public required string Audience { get; init; }

    /// <summary>1 for the first key, one more for each successor.</summary>
    public required int Sequence { get; init; }

    /// <summary>DER; clients take the key out of it and nothing else.</summary>
    public required byte[] Certificate { get; init; }

    public required DateTimeOffset PublishedFrom { get; init; }

    /// <summary>It signs from then on until its successor does.</summary>
    public required DateTimeOffset SignsFrom { get; init; }
}
