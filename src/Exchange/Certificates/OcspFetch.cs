using System.Net.Http.Headers;
using Cabildo.Exchange.Configuration;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.Exchange.Certificates;

/// <summary>Asks the responders of an authority about a certificate (RFC 6960 A.1), one after another until one gives an answer that holds.</summary>
internal sealed class OcspFetch(BoundedHttp http, TimeProvider time)
{
    private const string RequestType = "application/ocsp-request";

    /// <summary>An answer that is signed by whom it must be and is fresh, whatever it says; else why there is none.</summary>
    public async Task<(OcspResponse? Answer, OcspVerdict? Verdict, string? Problem)> FromRespondersAsync(PathLink link, CancellationToken ct)
    {
        (OcspResponse? Answer, OcspVerdict? Verdict, string? Problem) best = (null, null, $"No responder is named for '{link.Subject.Subject}'.");
        foreach (var responder in link.Responders)
        {
            var (answer, verdict, problem) = await FromAsync(responder, link, ct);
            if (verdict is { Outcome: OcspOutcome.Good or OcspOutcome.Revoked })
                return (answer, verdict, null);
            // A responder that does not know the certificate says little: another may.
            if (best.Answer is null)
                best = (answer, verdict, problem);
        }

        return best;
    }

    private async Task<(OcspResponse? Answer, OcspVerdict? Verdict, string? Problem)> FromAsync(string responder, PathLink link, CancellationToken ct)
    {
        if (!Uri.TryCreate(responder, UriKind.Absolute, out var address) || !(address.Scheme is "http" or "https"))
            return (null, null, $"'{responder}' is no address of a responder.");

        // Without a nonce: responders may answer from what they have signed, and freshness bounds what can be replayed.
        var question = new OcspRequest([OcspCertificateId.Of(link.Subject, link.Issuer)]).Encode();
        var content = new ByteArrayContent(question) { Headers = { ContentType = new MediaTypeHeaderValue(RequestType) } };
        var reply = await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, OcspResponse.LargestSize, ct);
        return reply.IsOk ? Judge(responder, link, reply.Body) : (null, null, $"{responder}: {reply.Reason}");
    }

    private (OcspResponse? Answer, OcspVerdict? Verdict, string? Problem) Judge(string responder, PathLink link, ReadOnlyMemory<byte> der)
    {
        try
        {
            var answer = OcspResponse.Parse(der);
            var verdict = link.Judge(answer, time.GetUtcNow());
            return verdict.Outcome is OcspOutcome.Good or OcspOutcome.Revoked or OcspOutcome.Unknown
                ? (answer, verdict, null)
                : (null, null, $"{responder}: {verdict.Reason}");
        }
        catch (MalformedOcspException malformed)
        {
            return (null, null, $"{responder}: {malformed.Message}");
        }
    }
}
