using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>The way from a signer's certificate up to an approved authority. It is found once and then holds for the configuration's life.</summary>
public sealed class CertificatePath
{
    private const int Deepest = 5;
    private readonly List<PathLink> _links = [];
    private readonly List<X509Certificate2> _carried = [];

    private CertificatePath(string authority, MemberId? member) => (Authority, Member) = (authority, member);

    /// <summary>The approved authority's name.</summary>
    public string Authority { get; }

    /// <summary>The member that the signer's certificate names, as its authority's profile says; null if it names none.</summary>
    public MemberId? Member { get; }

    /// <summary>The certificates below the authority's, each with its issuer, from the signer's or server's up.</summary>
    public IReadOnlyList<PathLink> Links => _links;

    /// <summary>The way up; null if it leads to no authority that the instance approved for this use.</summary>
    /// <param name="certificate">The signer's or server's certificate.</param>
    /// <param name="carried">Certificates between, as the signature or the handshake carries them.</param>
    /// <param name="instance">The signer's or server's instance.</param>
    /// <param name="use">What the certificate is for. That it says so itself is not looked at here.</param>
    public static CertificatePath? Find(
        X509Certificate2 certificate, IReadOnlyList<X509Certificate2> carried, ConfigurationInstance instance, CertificateUse use = CertificateUse.Signing)
    {
        var steps = new List<(X509Certificate2 Subject, X509Certificate2 Issuer, CaCertificate? Known)>();
        for (var (current, depth) = (certificate, 0); depth < Deepest; depth++)
        {
            var (issuer, known) = IssuerOf(current, carried, instance, use);
            if (issuer is null || !PathRules.IsUnderstood(current))
                return null;
            steps.Add((current, issuer, known?.Authority));
            if (known is not null && known.Authority == known.Approval.TopCa)
                return Of(certificate, known.Approval, steps, instance);
            // Of the approved authority itself nothing is asked: who approved it answers for it (RFC 5280 §6.1.1 (d)).
            if (!PathRules.MayIssue(issuer, below: depth))
                return null;
            current = issuer;
        }

        return null;
    }

    /// <summary>Why the path does not hold at a time; null if it does.</summary>
    /// <param name="ocspResponses">The answers that came with the signature, one for each certificate below the authority's.</param>
    /// <param name="at">When the signature is known to have existed.</param>
    public EvidenceFault? Check(IReadOnlyList<OcspResponse> ocspResponses, DateTimeOffset at) => Check(ocspResponses, at, out _);

    /// <inheritdoc cref="Check(IReadOnlyList{OcspResponse}, DateTimeOffset)"/>
    /// <param name="ocspResponses">The answers, one for each certificate below the authority's.</param>
    /// <param name="at">When the path is relied on.</param>
    /// <param name="until">Until when it holds by these answers; of no meaning if it does not.</param>
    public EvidenceFault? Check(IReadOnlyList<OcspResponse> ocspResponses, DateTimeOffset at, out DateTimeOffset until)
    {
        until = DateTimeOffset.MaxValue;
        if (CheckValidity(at) is { } expired)
            return expired;
        foreach (var link in _links)
        {
            if (link.Status(ocspResponses, at, out var linkUntil) is { } fault)
                return fault;
            until = linkUntil < until ? linkUntil : until;
        }

        return null;
    }

    /// <summary>Why a certificate of the path is not within its validity at a time; null if all are. An OCSP answer speaks of its own time only.</summary>
    public EvidenceFault? CheckValidity(DateTimeOffset at) =>
        _links.Find(link => !link.IsValidAt(at)) is { Subject: { } subject }
            ? EvidenceFault.BadCertificate($"The certificate of '{subject.Subject}' was valid from {subject.NotBefore.ToUniversalTime():u} to {subject.NotAfter.ToUniversalTime():u}, not at {at:u}.")
            : null;

    /// <summary>Whether this is the way up from these very bytes, and by no certificate between that did not come along now too.</summary>
    internal bool IsOf(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> carried) =>
        IsSame(_links[0].Subject, certificate) && _carried.TrueForAll(used => carried.Any(issuer => IsSame(issuer, used)));

    private static bool IsSame(X509Certificate2 a, X509Certificate2 b) =>
        ReferenceEquals(a, b) || a.RawDataMemory.Span.SequenceEqual(b.RawDataMemory.Span);

    private static CertificatePath Of(
        X509Certificate2 certificate, ApprovedCa approval, List<(X509Certificate2 Subject, X509Certificate2 Issuer, CaCertificate? Known)> steps, ConfigurationInstance instance)
    {
        var freshness = instance.Shared.Parameters.OcspFreshness;
        var path = new CertificatePath(approval.Name, MemberNaming.SignerOf(certificate, approval.CertificateProfileInfo, instance.Identifier));
        foreach (var (subject, issuer, known) in steps)
        {
            var responders = known?.OcspResponders ?? [];
            var trusted = responders.Select(responder => responder.Certificate?.Open()).OfType<X509Certificate2>();
            path._links.Add(new PathLink(subject, issuer, [.. trusted], [.. responders.Select(responder => responder.Url).Union(Named(subject))], freshness));
            if (known is null)
                path._carried.Add(issuer);
        }

        return path;
    }

    private static List<string> Named(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(access => access.EnumerateOcspUris()).ToList();
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static (X509Certificate2? Issuer, IssuingCa? Known) IssuerOf(
        X509Certificate2 certificate, IReadOnlyList<X509Certificate2> carried, ConfigurationInstance instance, CertificateUse use)
    {
        foreach (var known in instance.Shared.IssuersOf(certificate))
        {
            // An authority approved for TLS only does not speak for members.
            var isApproved = use == CertificateUse.Authentication || !known.Approval.AuthenticationOnly;
            if (isApproved && known.Authority.Certificate.Open() is { } issuer && CertificateSignature.IsBy(certificate, issuer))
                return (issuer, known);
        }

        return (carried.FirstOrDefault(issuer => CertificateSignature.IsBy(certificate, issuer)), null);
    }
}
