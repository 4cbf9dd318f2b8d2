using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// Judges OCSP responses about the certificates of one issuer, as RFC 6960 §3.2 asks of clients and X-Road's servers do.
/// Immutable: may be kept and used by many threads.
/// </summary>
public sealed class OcspCheck
{
    private static readonly OcspVerdict GoodVerdict = new(OcspOutcome.Good, "The certificate is not revoked.");

    private readonly X509Certificate2 _issuer;
    private readonly X509Certificate2[] _trusted;
    private readonly OcspRules _rules;

    /// <param name="issuer">The authority whose certificates are asked about. That it is trusted is for the caller to know.</param>
    /// <param name="trustedResponders">
    /// Certificates that may answer for this issuer because somebody said so, whoever issued them: X-Road's global configuration
    /// lists them by authority (RFC 6960 §4.2.2.2, local configuration). Their validity is not looked at: that is the list's.
    /// </param>
    /// <param name="rules">How recent an answer must be; <see cref="OcspRules.Default"/> if null.</param>
    public OcspCheck(X509Certificate2 issuer, IEnumerable<X509Certificate2>? trustedResponders = null, OcspRules? rules = null) =>
        (_issuer, _trusted, _rules) = (issuer, [.. trustedResponders ?? []], rules ?? OcspRules.Default);

    /// <summary>What the response is worth for the certificate.</summary>
    /// <param name="response">The response, fetched or stapled by the certificate's owner.</param>
    /// <param name="certificate">A certificate of the issuer; its own signature is not checked here.</param>
    /// <param name="at">Now, or the time at which the certificate was relied upon.</param>
    public OcspVerdict Run(OcspResponse response, X509Certificate2 certificate, DateTimeOffset at)
    {
        if (response.Basic is not { } basic)
            return new OcspVerdict(OcspOutcome.NoAnswer, $"The responder gave no answer but the error '{response.Status}'.");
        if (basic.AnswerFor(certificate, _issuer) is not { } answer)
            return new OcspVerdict(OcspOutcome.NoAnswerForCertificate, "The response says nothing about this certificate.");
        if (basic.Algorithm is null)
            return new OcspVerdict(OcspOutcome.UnacceptableAlgorithm, $"The response is signed with {basic.AlgorithmOid}, which is not accepted.");

        var (responder, refusal) = FindResponder(basic, at);
        return responder is null ? refusal! : Judge(answer, at) with { Responder = responder, Answer = answer };
    }

    // Several certificates may have the name or key that the response gives: it is signed by any one of them that may sign.
    private (X509Certificate2? Responder, OcspVerdict? Refusal) FindResponder(OcspBasicResponse basic, DateTimeOffset at)
    {
        var anybody = false;
        foreach (var candidate in Entitled(basic, at))
        {
            anybody = true;
            if (basic.IsSignedBy(candidate))
                return (candidate, null);
        }

        return (null, anybody
            ? new OcspVerdict(OcspOutcome.BadSignature, "The signature on the response is not that of the responder it names.")
            : new OcspVerdict(OcspOutcome.WrongResponder, "Nobody who may answer for this issuer is the responder that the response names."));
    }

    // RFC 6960 §4.2.2.2, in its order but for the first two, which cost nothing either way.
    private IEnumerable<X509Certificate2> Entitled(OcspBasicResponse basic, DateTimeOffset at)
    {
        foreach (var candidate in _trusted)
        {
            if (basic.Responder.Matches(candidate))
                yield return candidate;
        }

        if (basic.Responder.Matches(_issuer))
            yield return _issuer;

        foreach (var candidate in basic.Certificates)
        {
            if (IsDelegate(basic, candidate, at))
                yield return candidate;
        }
    }

    // What came along is a stranger's: the framework looks into a certificate's fields late, and throws for what it finds there.
    private bool IsDelegate(OcspBasicResponse basic, X509Certificate2 candidate, DateTimeOffset at)
    {
        try
        {
            return basic.Responder.Matches(candidate) && basic.IsDelegated(candidate, _issuer) && ValidityPeriod.Covers(candidate, at);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Differences, not sums: an answer from the year 9999 must not overflow.
    private OcspVerdict Judge(OcspSingleResponse answer, DateTimeOffset at)
    {
        if (answer.ThisUpdate - at > _rules.ClockDifference)
            return new OcspVerdict(OcspOutcome.NotYetValid, $"The answer is of {answer.ThisUpdate:u}, which is in the future.");
        if (at - answer.ThisUpdate > _rules.Freshness)
            return new OcspVerdict(OcspOutcome.TooOld, $"The answer is of {answer.ThisUpdate:u}, older than {_rules.Freshness.TotalSeconds:0} s.");
        if (_rules.ObserveNextUpdate && answer.NextUpdate is { } next && next < at)
            return new OcspVerdict(OcspOutcome.TooOld, $"Newer knowledge was due by {next:u}.");

        return answer.Status.Kind switch
        {
            OcspStatusKind.Good => GoodVerdict,
            OcspStatusKind.Revoked => new OcspVerdict(
                OcspOutcome.Revoked, $"The certificate is revoked since {answer.Status.RevokedAt:u} ({answer.Status.Reason?.ToString() ?? "no reason given"})."),
            _ => new OcspVerdict(OcspOutcome.Unknown, "The responder does not know the certificate."),
        };
    }
}
