using System.Security.Cryptography.X509Certificates;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>What a certificate between a signer and an approved authority must be (RFC 5280 §6.1), which X-Road's path builder asks too.</summary>
internal static class PathRules
{
    // Those that are looked at here or elsewhere, and those that ask nothing of a verifier. Name and policy constraints are not
    // worked out: a path that depends on them is refused.
    private static readonly string[] Understood =
    [
        "2.5.29.15", // key usage
        "2.5.29.17", // subject alternative name
        "2.5.29.18", // issuer alternative name
        "2.5.29.19", // basic constraints
        "2.5.29.32", // certificate policies: of any policy
        "2.5.29.37", // extended key usage
    ];

    /// <summary>Whether nothing that the certificate calls critical is unknown here (§4.2).</summary>
    public static bool IsUnderstood(X509Certificate2 certificate) =>
        certificate.Extensions.All(extension => !extension.Critical || Understood.Contains(extension.Oid?.Value));

    /// <summary>Whether an authority between may issue certificates, and has no more authorities below it than it may (§6.1.4 (k) to (n)).</summary>
    /// <param name="certificate">The authority's.</param>
    /// <param name="below">How many authorities stand between it and the signer.</param>
    public static bool MayIssue(X509Certificate2 certificate, int below)
    {
        var usages = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true } constraints
            && (!constraints.HasPathLengthConstraint || below <= constraints.PathLengthConstraint)
            && (usages is null || usages.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));
    }
}
