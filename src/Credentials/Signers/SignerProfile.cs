using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;

namespace Cabildo.Credentials.Signers;

/// <summary>What a verifier demands of the certificates above a signature (ISO/IEC 18013-5 Annex B.1).</summary>
internal static class SignerProfile
{
    private const int LongestRootYears = 20;
    private const int LongestSignerDays = 457;

    /// <summary>Why the signer's certificate cannot be relied upon, or null when it can within its validity.</summary>
    public static string? Fault(X509Certificate2 signer, X509Certificate2Collection roots)
    {
        if (SignerFault(signer) is { } fault) return fault;
        if (FindRoot(signer, roots) is not { } root) return "no listed authority issued the signer's certificate";
        if (RootFault(root) is { } rootFault) return rootFault;
        return ValidityPeriod.Of(root).Contains(ValidityPeriod.Of(signer)) ? null : "the signer's certificate outlives its authority's";
    }

    private static string? SignerFault(X509Certificate2 signer)
    {
        if (!HasCurve(signer, 256)) return "the signer's key is not on P-256";
        if (KeyUsage(signer) is not X509KeyUsageFlags.DigitalSignature) return "the signer's key usage is not digital signature alone";
        if (!HasDocumentSignerUsage(signer)) return "the signer's certificate is not for signing documents";
        if (IsAuthority(signer)) return "the signer's certificate is an authority's";
        return ValidityPeriod.Of(signer).Length > TimeSpan.FromDays(LongestSignerDays) ? $"the signer's certificate is for more than {LongestSignerDays} days" : null;
    }

    private static string? RootFault(X509Certificate2 root)
    {
        if (!IsAuthority(root)) return "the issuing certificate is not an authority's";
        if (KeyUsage(root) is not (X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)) return "the authority's key usage is not certificates and revocation lists";
        if (!HasCurve(root, 256) && !HasCurve(root, 384)) return "the authority's key is neither on P-256 nor P-384";
        var validity = ValidityPeriod.Of(root);
        return validity.NotAfter > validity.NotBefore.AddYears(LongestRootYears) ? $"the authority's certificate is for more than {LongestRootYears} years" : null;
    }

    private static X509Certificate2? FindRoot(X509Certificate2 signer, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // Whether it was valid when it signed is asked for each code; here only who issued it.
        chain.ChainPolicy.VerificationTime = signer.NotBefore;
        if (!chain.Build(signer) || chain.ChainElements.Count is not 2) return null;
        var found = chain.ChainElements[1].Certificate;
        return roots.FirstOrDefault(root => root.RawDataMemory.Span.SequenceEqual(found.RawDataMemory.Span));
    }

    private static bool HasCurve(X509Certificate2 certificate, int bits)
    {
        using var key = certificate.GetECDsaPublicKey();
        return key is { KeySize: var size } && size == bits && key.ExportParameters(includePrivateParameters: false).Curve.IsNamed;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority);

    private static X509KeyUsageFlags KeyUsage(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;

    private static bool HasDocumentSignerUsage(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>())
            .Any(usage => usage.Value == CertificateProfiles.DocumentSignerUsage);
}
