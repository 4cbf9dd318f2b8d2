using System.Text;
using Cabildo.Exchange.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Node;

/// <summary>Opens the node's two doors: HTTP for its clients, mutual TLS for other servers.</summary>
internal sealed class NodeListeners(NodeSettings node, NodeIdentity identity, PeerTrust trust) : IConfigureOptions<KestrelServerOptions>
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
        ClientCertificateValidation = (certificate, _, _) => trust.FindPeer(certificate) is not null,
        SslProtocols = TlsSuites.Protocols,
        OnAuthenticate = (_, tls) =>
        {
            tls.CipherSuitesPolicy = TlsSuites.Policy;
            tls.CertificateChainPolicy = TlsSuites.ChainPolicy();
        },
    };
}
