using System.Security.Cryptography;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Clients;

/// <summary>A subsystem of this organisation that calls services.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Connection">How it must connect.</param>
/// <param name="Certificates">The SHA-256 fingerprints of its TLS certificates, in hexadecimal of either case.</param>
internal sealed record Client(SubsystemId Id, ClientConnection Connection, IReadOnlySet<string> Certificates)
{
    /// <summary>What is wrong with the connection by which the client came; null if it may come so.</summary>
    public Problem? Refuse(ConnectionInfo connection, bool isTls) => Connection switch
    {
        ClientConnection.Http => null,
        _ when !isTls => Refuse($"Client '{Id}' must connect by HTTPS."),
        ClientConnection.Https => null,
        _ => connection.ClientCertificate is { } certificate && Certificates.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256))
            ? null
            : Refuse($"Client '{Id}' must connect with one of the TLS certificates that this server has for it."),
    };

    private static Problem Refuse(string message) => new(FaultCodes.SslAuthenticationFailed, message);
}
