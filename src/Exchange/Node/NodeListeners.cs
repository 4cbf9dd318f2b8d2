using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Node;

/// <summary>Opens the node's doors: HTTP for its clients, mutual TLS for other servers' messages, HTTP for their questions about its certificates.</summary>
internal sealed partial class NodeListeners(
    NodeSettings node, TrustSettings trust, NodeIdentity identity, PeerCertificates peers, ILogger<NodeListeners> logger) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // Message parts are UTF-8, so their headers must pass both ways as UTF-8.
        options.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        options.Listen(node.ClientsEndpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Door.Clients.Mark);
        });
        if (node.ClientsTlsEndpoint is { } secured)
        {
            options.Listen(secured, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(Door.Clients.Mark);
                listen.UseHttps(ClientsTls());
            });
        }

        options.Listen(node.PeersEndpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Door.Peers.Mark);
            listen.UseHttps(MutualTls());
        });
        if (node.Management is { } management)
        {
            options.Listen(management.Endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(Door.Management.Mark);
                if (management.IsTls)
                    listen.UseHttps(OperatorsTls());
            });
        }

        options.Listen(node.PeersEndpoint.Address, trust.OcspPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Door.Ocsp.Mark);
        });
    }

    // Which certificate is whose is asked with each message: here everybody may show what they have.
    private HttpsConnectionAdapterOptions ClientsTls() => new()
    {
        ServerCertificate = identity.Certificate,
        ServerCertificateChain = [.. identity.CertificateContext.IntermediateCertificates],
        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        ClientCertificateValidation = (_, _, _) => true,
        SslProtocols = TlsSuites.Protocols,
        OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = TlsSuites.ChainPolicy(),
    };

    private HttpsConnectionAdapterOptions OperatorsTls() => new()
    {
        ServerCertificate = identity.Certificate,
        ServerCertificateChain = [.. identity.CertificateContext.IntermediateCertificates],
        SslProtocols = TlsSuites.Protocols,
    };

    private HttpsConnectionAdapterOptions MutualTls() => new()
    {
        ServerCertificate = identity.Certificate,
        ServerCertificateChain = [.. identity.CertificateContext.IntermediateCertificates],
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (certificate, chain, _) => IsAdmitted(certificate, chain),
        SslProtocols = TlsSuites.Protocols,
        OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = TlsSuites.ChainPolicy(),
    };

    private bool IsAdmitted(X509Certificate2 certificate, X509Chain? chain)
    {
        if (peers.Admit(certificate, PeerCertificates.Carried(chain)) is not { } problem)
            return true;
        LogRefused(certificate.GetCertHashString(HashAlgorithmName.SHA256), problem.Message);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a server by its certificate {Fingerprint}: {Reason}")]
    private partial void LogRefused(string fingerprint, string reason);
}
