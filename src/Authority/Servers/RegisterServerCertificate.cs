using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Publication;
using Cabildo.Platform.Refusals;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Servers;

/// <summary>Registers the certificate with which a server shows itself to others: the configuration then lists its hash.</summary>
public sealed class RegisterServerCertificate
{
    private readonly CurrentFacts _facts;
    private readonly CertificateRegister _register;
    private readonly ServerCertificates _servers;
    private readonly ConfigurationPublisher _publisher;
    private readonly TimeProvider _time;

    internal RegisterServerCertificate(
        CurrentFacts facts, CertificateRegister register, ServerCertificates servers, ConfigurationPublisher publisher, TimeProvider time) =>
        (_facts, _register, _servers, _publisher, _time) = (facts, register, servers, publisher, time);

    /// <summary>Registers it; one that is registered for the same server stays so.</summary>
    /// <param name="server">The server.</param>
    /// <param name="certificate">Its certificate in DER, issued by this authority to this server.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null, or why not: <c>unknown-server</c>, <c>unknown-certificate</c>, <c>wrong-certificate</c>, <c>certificate-not-good</c>.</returns>
    public async Task<Refusal?> RunAsync(SecurityServerId server, ReadOnlyMemory<byte> certificate, CancellationToken ct)
    {
        _facts.Follow();
        if (_facts.Value.Find(server) is null)
            return new Refusal("unknown-server", $"{server} is not among the instance's servers. Enter it into the facts first.", 404);
        if (SerialOf(certificate) is not { } serial
            || await _register.FindAsync(serial, ct) is not { } issued || !issued.Certificate.AsSpan().SequenceEqual(certificate.Span))
            return new Refusal("unknown-certificate", "The authority has not issued this certificate.", 404);
        if (issued.Kind is not CertificateKind.Authentication || issued.Holder != server.ToString())
            return new Refusal("wrong-certificate", $"The certificate is not for the authentication of {server}.");
        if (issued.Status is not CertificateStatus.Good || issued.NotAfter <= _time.GetUtcNow())
            return new Refusal("certificate-not-good", "The certificate is revoked, on hold or over. Order another.");
        if (await _servers.AddAsync(FingerprintOf(certificate), issued.Holder, serial, ct))
            _publisher.Changed();
        return null;
    }

    internal static string FingerprintOf(ReadOnlyMemory<byte> certificate) => Convert.ToHexString(SHA256.HashData(certificate.Span));

    private static string? SerialOf(ReadOnlyMemory<byte> certificate)
    {
        try
        {
            using var parsed = X509CertificateLoader.LoadCertificate(certificate.Span);
            return parsed.SerialNumber;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
