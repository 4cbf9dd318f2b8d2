using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Evidence.Verification;

/// <summary>
/// Who may sign for whom under one global configuration. Paths once found are remembered: a new configuration takes a new
/// object. May be used by many threads.
/// </summary>
/// <param name="configuration">The configuration that is relied on; null to trust nobody.</param>
public sealed class SignerTrust(TrustedConfiguration? configuration)
{
    private const int MostPaths = 4_096;
    private readonly ConcurrentDictionary<(string Instance, X509Certificate2 Certificate), CertificatePath> _paths = new();

    /// <summary>The configuration that is relied on.</summary>
    public TrustedConfiguration? Configuration { get; } = configuration;

    /// <summary>Whether a signer's certificate speaks for a member at a time.</summary>
    /// <param name="signer">What the signature brings along.</param>
    /// <param name="member">Whom the message names as its sender.</param>
    /// <param name="at">When the signature is known to have existed.</param>
    /// <param name="path">The way up to the authority, as far as one was found.</param>
    /// <returns>Why it does not; null if it does.</returns>
    public EvidenceFault? Check(SignatureSigner signer, MemberId member, DateTimeOffset at, out CertificatePath? path)
    {
        path = null;
        if (Configuration is null)
            return EvidenceFault.NoPath("Nothing says whose certificates are to be relied on: give the global configuration.");
        if (Configuration.Find(member.Instance) is not { } instance)
            return EvidenceFault.NoPath($"The global configuration does not know the instance '{member.Instance}' of the sender.");

        try
        {
            path = Path(signer, instance);
        }
        catch (CryptographicException)
        {
            return EvidenceFault.NoPath($"The certificate of '{signer.Certificate.Subject}' cannot be read whole.");
        }

        if (path is null)
            return EvidenceFault.NoPath($"The certificate of '{signer.Certificate.Subject}' is not by an authority that {member.Instance} approved for signing.");
        if (path.Member != member)
            return EvidenceFault.WrongSigner($"The certificate is for {path.Member?.ToString() ?? "no member"}, the message is sent by {member}.");
        return path.Check(signer.OcspResponses, at);
    }

    private CertificatePath? Path(SignatureSigner signer, ConfigurationInstance instance)
    {
        // X509Certificate2 is equal by issuer and serial number alone: what was found counts for the very same bytes only, its issuers' too.
        var key = (instance.Identifier, signer.Certificate);
        if (_paths.TryGetValue(key, out var known) && known.IsOf(signer.Certificate, signer.Issuers))
            return known;
        if (CertificatePath.Find(signer.Certificate, signer.Issuers, instance) is not { } found)
            return null;
        if (_paths.Count >= MostPaths)
            _paths.Clear();
        return _paths[key] = found;
    }
}
