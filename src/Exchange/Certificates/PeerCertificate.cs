using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Exchange.Certificates;

/// <summary>A certificate of another server that is registered and has a way up to an approved authority, as long as the parameters say so.</summary>
/// <param name="Server">Whose it is.</param>
/// <param name="Parameters">The parameters that say so.</param>
/// <param name="Path">The way up.</param>
/// <param name="Carried">The certificates that came along in the handshake.</param>
internal sealed record PeerCertificate(SecurityServer Server, SharedParametersIndex Parameters, CertificatePath Path, IReadOnlyList<X509Certificate2> Carried)
{
    private long _goodUntil;

    /// <summary>Only one asks for its OCSP answers at a time.</summary>
    public SemaphoreSlim Asking { get; } = new(1);

    /// <summary>Until when its OCSP answers let it be relied on.</summary>
    public DateTimeOffset GoodUntil
    {
        get => new(Interlocked.Read(ref _goodUntil), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _goodUntil, value.UtcTicks);
    }
}
