using System.Collections.Concurrent;
using Cabildo.Exchange.Node;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Certificates;

/// <summary>With what each member signs: remade when its certificate, the configuration or an OCSP answer changes.</summary>
internal sealed class MemberSigners(NodeIdentity identity, OwnOcsp ocsp, TimeProvider time)
{
    private readonly ConcurrentDictionary<MemberId, (Standing Standing, MessageSigner Signer)> _signers = new();

    /// <summary>With what a member signs now; or why it cannot, with X-Road's code.</summary>
    public (MessageSigner? Signer, Problem? Problem) For(MemberId member)
    {
        if (identity.SigningKey(member) is not { Certificate: { } certificate } key)
            return Refuse($"Member '{member}' has no signing key with a certificate in this security server's token.");
        var (standing, problem) = ocsp.Of(key, CertificateUse.Signing);
        if (standing is null)
            return (null, problem);
        if (_signers.TryGetValue(member, out var known) && ReferenceEquals(known.Standing, standing))
            return (known.Signer, null);

        if (!CertificateUses.IsForSigning(certificate))
            return Refuse($"The certificate of '{member}' is not for signing: it lacks nonRepudiation.");
        if (standing.Problem is { } fault)
            return Refuse($"The certificate of '{member}' cannot be used. {fault.Message}");
        if (standing.Path!.Member != member)
            return Refuse($"The certificate of '{member}' is for {standing.Path.Member?.ToString() ?? "no member"}.");

        // The authority's own certificate is everybody's: only what stands between goes along.
        var issuers = standing.Path.Links.Skip(1).Select(link => link.Subject).ToList();
        var signer = new MessageSigner(new SigningIdentity(key.Key, certificate, issuers, standing.Answers), time);
        _signers[member] = (standing, signer);
        return (signer, null);
    }

    private static (MessageSigner? Signer, Problem? Problem) Refuse(string message) => (null, new Problem(TrustCodes.CannotCreateSignature, message));
}
