using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Revocation;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>A step of a <see cref="CertificatePath"/>: a certificate and the authority that issued it.</summary>
public sealed class PathLink
{
    private readonly OcspCheck _ocsp;
    private readonly TimeSpan _freshness;

    internal PathLink(X509Certificate2 subject, X509Certificate2 issuer, IReadOnlyList<X509Certificate2> trusted, IReadOnlyList<string> responders, TimeSpan freshness)
    {
        (Subject, Issuer, Responders, _freshness) = (subject, issuer, responders, freshness);
        _ocsp = new OcspCheck(issuer, trusted, new OcspRules { Freshness = freshness });
    }

    /// <summary>The certificate.</summary>
    public X509Certificate2 Subject { get; }

    /// <summary>Its authority's.</summary>
    public X509Certificate2 Issuer { get; }

    /// <summary>Where its status is asked: those that the configuration names, then those that the certificate names itself (RFC 5280 §4.2.2.1).</summary>
    public IReadOnlyList<string> Responders { get; }

    /// <summary>What an answer is worth.</summary>
    public OcspVerdict Judge(OcspResponse response, DateTimeOffset at) => _ocsp.Run(response, Subject, at);

    /// <summary>Until when a good answer lets the certificate be relied on, if nothing newer is known; never beyond its validity.</summary>
    public DateTimeOffset GoodUntil(OcspSingleResponse answer)
    {
        var stale = answer.ThisUpdate + _freshness;
        var end = new DateTimeOffset(Subject.NotAfter);
        stale = end < stale ? end : stale;
        return answer.NextUpdate is { } next && next < stale ? next : stale;
    }

    internal bool IsValidAt(DateTimeOffset at) => ValidityPeriod.Covers(Subject, at);

    /// <summary>Why no answer lets the certificate be relied on; null, and until when, if one does.</summary>
    internal EvidenceFault? Status(IReadOnlyList<OcspResponse> responses, DateTimeOffset at, out DateTimeOffset until)
    {
        until = at;
        OcspVerdict? last = null;
        foreach (var response in responses)
        {
            last = Judge(response, at);
            if (last.IsGood)
            {
                until = GoodUntil(last.Answer!);
                return null;
            }

            if (last.Outcome is not (OcspOutcome.NoAnswer or OcspOutcome.NoAnswerForCertificate))
                break;
        }

        var reason = $"The OCSP answer for '{Subject.Subject}' does not let it be relied on: {last?.Reason ?? "there is none"}";
        return last?.Outcome is null or OcspOutcome.NoAnswer or OcspOutcome.NoAnswerForCertificate or OcspOutcome.Revoked or OcspOutcome.Unknown
            ? EvidenceFault.BadCertificate(reason)
            : EvidenceFault.BadStatus(reason);
    }
}
