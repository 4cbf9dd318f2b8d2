using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.TrustLists;

/// <summary>A listed signer with its key ready, or the reason why it cannot be relied upon.</summary>
internal sealed class TrustedSigner : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly ValidityPeriod _validity;
    private readonly string? _fault;

    public TrustedSigner(X509Certificate2 certificate, SignerStatus status, string? profileFault)
    {
        (_certificate, _validity) = (certificate, ValidityPeriod.Of(certificate));
        _fault = status is SignerStatus.Withdrawn ? "the signer was withdrawn" : profileFault;
        if (_fault is not null) return;
        Key = certificate.GetECDsaPublicKey();
        CoseKey = CoseKey.From(Key!);
    }

    /// <summary>Null only when there is a fault.</summary>
    public ECDsa? Key { get; }

    /// <summary>Null only when there is a fault.</summary>
    public CoseKey? CoseKey { get; }

    /// <summary>Why a signature made at this time does not count, or null when it does.</summary>
    public string? FaultAt(DateTimeOffset signed)
    {
        if (_fault is not null) return _fault;
        return _validity.NotBefore <= signed && signed <= _validity.NotAfter ? null : "the signer's certificate was not in force at the time";
    }

    public void Dispose()
    {
        Key?.Dispose();
        _certificate.Dispose();
    }
}
