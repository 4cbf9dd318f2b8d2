using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Credentials.Signers;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.TrustLists;

/// <summary>
/// A trust list made ready to verify with: certificates parsed, chains checked and keys imported once. A signer that fails
/// its profile is kept with the reason, so that its codes are called not genuine rather than unknown.
/// </summary>
public sealed class TrustedIssuers : IDisposable
{
    private readonly Dictionary<string, TrustListIssuer> _issuers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Issuer, SignerKeyId KeyId), TrustedSigner> _signers = [];

    /// <param name="list">A list whose signature has been verified.</param>
    public TrustedIssuers(TrustList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        List = list;
        foreach (var issuer in list.Issuers)
        {
            _issuers[issuer.Id] = issuer;
            var roots = ReadRoots(issuer.Authorities);
            foreach (var signer in issuer.Signers) Add(issuer, signer, roots);
        }
    }

    /// <summary>The list itself.</summary>
    public TrustList List { get; }

    /// <summary>Releases the certificates and keys.</summary>
    public void Dispose()
    {
        foreach (var signer in _signers.Values) signer.Dispose();
    }

    /// <summary>The key of a status list of this issuer, or null if the signer is not listed, is withdrawn or fails its profile.</summary>
    /// <param name="issuer">The issuer's id.</param>
    /// <param name="keyId">The <c>kid</c> of the status list token.</param>
    /// <param name="at">When the token says it was signed or, not knowing, now.</param>
    public ECDsa? StatusListKey(string issuer, string keyId, DateTimeOffset at) =>
        SignerKeyId.TryParse(keyId, out var id) && TryFind(issuer, id, out var signer) && signer.FaultAt(at) is null ? signer.Key : null;

    internal bool TryFind(string issuer, SignerKeyId keyId, [NotNullWhen(true)] out TrustedSigner? signer) =>
        _signers.TryGetValue((issuer, keyId), out signer);

    internal bool Knows(SignerKeyId keyId) => _signers.Keys.Any(known => known.KeyId == keyId);

    internal bool Publishes(string issuer, string statusList) =>
        _issuers.TryGetValue(issuer, out var listed) && listed.StatusLists.Contains(statusList, StringComparer.Ordinal);

    private void Add(TrustListIssuer issuer, TrustListSigner listed, X509Certificate2Collection roots)
    {
        if (!TryLoad(listed.Certificate, out var certificate)) return;
        var keyId = SignerKeyId.From(certificate);
        var fault = listed.KeyId != keyId.ToString() ? "the trust list names the signer wrongly" : SignerProfile.Fault(certificate, roots);
        _signers[(issuer.Id, keyId)] = new TrustedSigner(certificate, listed.Status, fault);
    }

    private static X509Certificate2Collection ReadRoots(IReadOnlyList<byte[]> encoded)
    {
        var roots = new X509Certificate2Collection();
        foreach (var der in encoded)
            if (TryLoad(der, out var root)) roots.Add(root);
        return roots;
    }

    private static bool TryLoad(byte[] der, [NotNullWhen(true)] out X509Certificate2? certificate)
    {
        certificate = null;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
