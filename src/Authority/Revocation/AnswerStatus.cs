using Cabildo.Authority.Certificates;
using Cabildo.Authority.Facts;
using Cabildo.Trust.Revocation;

namespace Cabildo.Authority.Revocation;

/// <summary>
/// Answers about the status of the authority's certificates (RFC 6960), by a responder it has delegated that to. Each answer is
/// looked up and signed when it is asked for: what was revoked a moment ago is.
/// </summary>
internal sealed class AnswerStatus(
    CertificateAuthority authority, ServiceCertificates services, CertificateRegister register, CurrentFacts facts, TimeProvider time)
{
    public async Task<StatusAnswer> RunAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        OcspRequest asked;
        try
        {
            asked = OcspRequest.Parse(request);
        }
        catch (MalformedOcspException)
        {
            return StatusAnswer.Malformed;
        }

        var known = await register.StatusesAsync([.. asked.Certificates.Select(id => id.ToString()).Distinct(StringComparer.Ordinal)], ct);
        var responder = (await services.CurrentAsync(ct)).Responder;
        var now = time.GetUtcNow();
        // The next answer is due when servers stop relying on this one: an earlier date would have them refuse what they may still use.
        var answers = asked.Certificates.Select(id => new OcspSingleResponse(id, StatusOf(id, known), now, now + facts.Value.OcspFreshness));
        var signed = new OcspResponder(responder.Key.Key, responder.Certificate, authority.Certificate).Sign([.. answers], now, asked.Nonce);
        return new StatusAnswer(signed, MayBeKept: asked.Nonce is null);
    }

    private OcspStatus StatusOf(OcspCertificateId id, Dictionary<string, KnownStatus> known)
    {
        if (!known.TryGetValue(id.ToString(), out var certificate) || !id.IsIssuedBy(authority.Certificate))
            return OcspStatus.Unknown;
        return certificate.Status is CertificateStatus.Good ? OcspStatus.Good : OcspStatus.Revoked(certificate.Since, certificate.Reason);
    }
}

/// <summary>An OCSP response.</summary>
/// <param name="Der">The response.</param>
/// <param name="MayBeKept">Whether it serves others who ask the same: it repeats no nonce and is no error.</param>
internal sealed record StatusAnswer(byte[] Der, bool MayBeKept)
{
    /// <summary>The request cannot be read.</summary>
    public static readonly StatusAnswer Malformed = new(OcspResponder.Refusal(OcspResponseStatus.MalformedRequest), MayBeKept: false);

    /// <summary>The responder has a fault of its own.</summary>
    public static readonly StatusAnswer Fault = new(OcspResponder.Refusal(OcspResponseStatus.InternalError), MayBeKept: false);
}
