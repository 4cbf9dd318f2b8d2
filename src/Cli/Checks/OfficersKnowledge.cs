using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;
using Cabildo.Trust.Jose;

namespace Cabildo.Cli.Checks;

/// <summary>What an officer's phone fetches while it has signal, and all it needs from then on.</summary>
internal static class OfficersKnowledge
{
    /// <summary>Fetches the trust list and the status lists it names.</summary>
    public static async Task<LicenceVerifier> FetchAsync(Uri documents, TimeProvider time, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = documents, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        if (!EcJwk.TryParse(await http.GetStringAsync("trust-list/key", ct), out _, out var publisher))
            throw new StepFailedException("the trust list's key is not a JWK");
        if (!TrustListToken.TryRead(await http.GetStringAsync("trust-list", ct), publisher, out var list))
            throw new StepFailedException("the trust list's signature does not hold");

        var issuers = new TrustedIssuers(list);
        var statusLists = new Dictionary<string, StatusListToken>(StringComparer.Ordinal);
        foreach (var issuer in list.Issuers)
        {
            foreach (var address in issuer.StatusLists)
            {
                var token = await http.GetStringAsync(address, ct);
                if (!StatusListToken.TryReadJwt(token, kid => issuers.StatusListKey(issuer.Id, kid, time.GetUtcNow()), out var status))
                    throw new StepFailedException("the status list's signature does not hold");
                statusLists[status.Uri] = status;
            }
        }

        return new LicenceVerifier(new VerifierKnowledge(issuers, statusLists));
    }
}
