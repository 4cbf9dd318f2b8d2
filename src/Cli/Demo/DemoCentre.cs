using System.Text;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Servers;
using Cabildo.Exchange;
using Cabildo.Platform.Refusals;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Cli.Demo;

/// <summary>What the operators of the nodes and of the authority do together before a node can start: keys, requests, certificates, the anchor.</summary>
/// <param name="authority">The authority, running.</param>
/// <param name="folder">The demo's data folder.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoCentre(DemoRole authority, string folder, TimeProvider time)
{
    // Renewed while they still hold for long: a demo folder may lie idle for months.
    private static readonly TimeSpan Enough = TimeSpan.FromDays(60);

    /// <summary>The anchor that every node is given.</summary>
    public string Anchor => Path.Combine(folder, "anchor.xml");

    /// <summary>Fetches the anchor, as each operator does once.</summary>
    public async Task PublishAnchorAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        await File.WriteAllBytesAsync(Anchor, await http.GetByteArrayAsync(new Uri(authority.Address, "/anchor/internal"), ct), ct);
    }

    /// <summary>Sees to it that a node's token holds certificates of its keys, and that its server is registered with them.</summary>
    public async Task EnrolAsync(DemoNode node, CancellationToken ct)
    {
        using var token = SoftToken.Open(node.TokenIn(folder));
        if (IsDue(token, NodeKeys.AuthenticationLabel))
        {
            var request = NodeKeys.RequestAuthentication(token, node.Id);
            Install(token, node, await IssueAsync(CertificateOrder.Authentication(Encoding.ASCII.GetBytes(request), node.Id, node.Addresses.Peers.Host), ct));
        }

        foreach (var member in node.Members.Where(member => IsDue(token, NodeKeys.SigningLabel(member))))
        {
            var request = NodeKeys.RequestSigning(token, node.Id, member);
            Install(token, node, await IssueAsync(CertificateOrder.Signing(Encoding.ASCII.GetBytes(request), member, node.Id), ct));
        }

        var certificate = token.Find(NodeKeys.AuthenticationLabel)!.Certificate!.RawData;
        Refuse(await authority.Services.GetRequiredService<RegisterServerCertificate>().RunAsync(node.Id, certificate, ct));
    }

    private bool IsDue(SoftToken token, string label) =>
        token.Find(label)?.Certificate is not { } certificate || ValidityPeriod.Of(certificate).NotAfter - time.GetUtcNow() < Enough;

    private async Task<IssuedCertificate> IssueAsync(CertificateOrder order, CancellationToken ct)
    {
        var (issued, refusal) = await authority.Services.GetRequiredService<IssueCertificate>().RunAsync(order, ct);
        Refuse(refusal);
        return issued!;
    }

    private static void Install(SoftToken token, DemoNode node, IssuedCertificate issued)
    {
        using var certificate = issued.Open();
        using var issuer = issued.OpenAuthority();
        NodeKeys.Install(token, node.Members, [certificate, issuer]);
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidDataException($"The demo's authority refused: {refusal.Message} Start afresh with --reset.");
    }
}
