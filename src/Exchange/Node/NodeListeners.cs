using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Node;

/// <summary>Opens the node's two doors: HTTP for its clients, mutual TLS for other servers.</summary>
internal sealed partial class NodeListeners(NodeSettings node, NodeIdentity identity, PeerTrust trust, ILogger<NodeListeners> logger) : IConfigureOptions<KestrelServerOptions>
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
        options.Listen(node.PeersEndpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Door.Peers.Mark);
            listen.UseHttps(MutualTls());
        });
    }

    private HttpsConnectionAdapterOptions MutualTls() => new()
    {
        ServerCertificate = identity.Certificate,
        ServerCertificateChain = [.. identity.CertificateContext.IntermediateCertificates],
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (certificate, _, _) => IsRegistered(certificate),
        SslProtocols = TlsSuites.Protocols,
        OnAuthenticate = (_, tls) =>
        {
            tls.CipherSuitesPolicy = TlsSuites.Policy;
            tls.CertificateChainPolicy = TlsSuites.ChainPolicy();
        },
    };

    private bool IsRegistered(X509Certificate2 certificate)
    {
        if (trust.FindPeer(certificate) is not null)
            return true;
        LogUnregistered(certificate.GetCertHashString(HashAlgorithmName.SHA256));
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a server whose certificate is not registered or not in force: {Fingerprint}")]
    private partial void LogUnregistered(string fingerprint);
}
