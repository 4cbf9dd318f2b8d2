using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// The keys a client believes when they sign a configuration of one instance: those of the anchor, and those that a
/// configuration it already trusts names in <c>source</c> (version 3 and later), by which a centre changes its keys.
/// </summary>
public sealed class VerificationKeys
{
    private readonly List<VerificationKey> _keys = [];
    private readonly ConfigurationAnchor _anchor;

    /// <param name="anchor">The anchor that the client was given.</param>
    public VerificationKeys(ConfigurationAnchor anchor)
    {
        _anchor = anchor;
        Add(anchor.Sources.SelectMany(source => source.VerificationCertificates), KeyOrigin.Anchor);
    }

    /// <summary>The instance that the keys speak for.</summary>
    public string InstanceIdentifier => _anchor.InstanceIdentifier;

    /// <summary>
    /// Adds the keys that shared parameters name. They must be trusted <em>already</em>: kept from a configuration that was
    /// verified, or handed over by somebody believed. Keys of the very configuration that is to be verified vouch for nothing.
    /// </summary>
    /// <returns>False, and nothing is added, if the parameters are of another instance.</returns>
    public bool Learn(SharedParameters trusted)
    {
        if (trusted.InstanceIdentifier != InstanceIdentifier)
            return false;
        foreach (var source in trusted.Sources)
        {
            if (!Speaks("externalconf"))
                Add(source.InternalVerificationCertificates, KeyOrigin.Source);
            if (!Speaks("internalconf"))
                Add(source.ExternalVerificationCertificates, KeyOrigin.Source);
        }

        return true;
    }

    /// <summary>The key whose certificate has this hash; null if none has.</summary>
    public VerificationKey? Find(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash)
    {
        foreach (var key in _keys)
        {
            if (key.Certificate.Digest(algorithm).AsSpan().SequenceEqual(hash))
                return key;
        }

        return null;
    }

    // As X-Road's client does: an anchor for …/internalconf takes the internal keys alone, one for …/externalconf the external.
    private bool Speaks(string configuration) => _anchor.Sources.All(source =>
        Uri.TryCreate(source.DownloadUrl, UriKind.Absolute, out var url) && url.AbsolutePath == "/" + configuration);

    private void Add(IEnumerable<EncodedCertificate> certificates, KeyOrigin origin)
    {
        foreach (var certificate in certificates.Where(certificate => !_keys.Exists(key => key.Certificate.Equals(certificate))))
            _keys.Add(new VerificationKey(certificate, origin));
    }
}

/// <summary>A key that may sign a configuration.</summary>
/// <param name="Certificate">The certificate it comes in; nothing but its key counts (PR-GCONF 2.2).</param>
/// <param name="Origin">Where it is known from.</param>
public sealed record VerificationKey(EncodedCertificate Certificate, KeyOrigin Origin);

/// <summary>Where a key that signs configurations is known from.</summary>
public enum KeyOrigin
{
    /// <summary>The anchor.</summary>
    Anchor,

    /// <summary>The element <c>source</c> of shared parameters that were trusted before.</summary>
    Source,
}
