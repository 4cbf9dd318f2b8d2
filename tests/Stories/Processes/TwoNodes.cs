using System.Text;
using Cabildo.Authority;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Servers;
using Cabildo.Exchange;
using Cabildo.Platform.Hosting;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>A consumer's and a provider's node, each a process, under an authority of this process, on loopback addresses of their own and the standard ports.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-nodes-");
    private readonly string _net = $"127.{Random.Shared.Next(20, 250)}.{Random.Shared.Next(1, 250)}";
    private readonly List<NodeProcess> _nodes;
    private WebApplication? _authority;

    private TwoNodes()
    {
        Consumer = Node("digital", "digital-1", "documents", 1);
        Provider = Node("transport", "transport-1", "licences", 2);
        _nodes = [Consumer, Provider];
    }

    public string Folder => _folder.FullName;

    public NodeProcess Consumer { get; }

    public NodeProcess Provider { get; }

    /// <summary>Where the provider's service is to be; whoever tests listens there.</summary>
    public Uri Service => new($"http://{_net}.8:8090");

    /// <summary>Settings of the provider's that offer all of <see cref="Service"/> to the consumer as <c>licence</c>.</summary>
    public string Offer => $$"""
          Services:
            - Id: {{Provider.Client}}/licence
              Urls: ['{{Service.GetLeftPart(UriPartial.Authority)}}']
              Grants: [{ Client: {{Consumer.Client}} }]
        """;

    public string Anchor => Path.Combine(Folder, "anchor.xml");

    /// <summary>The path of a service of the provider's, to be called at <see cref="NodeProcess.ClientsUrl"/> of the consumer.</summary>
    public string PathOf(string service) => $"/r1/{Provider.Client}/{service}";

    /// <summary>Starts the authority, and gives the nodes their certificates. They are still to be started.</summary>
    public static async Task<TwoNodes> CreateAsync(CancellationToken ct)
    {
        var country = new TwoNodes();
        try
        {
            await country.OpenAsync(ct);
            return country;
        }
        catch
        {
            await country.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more process of the consumer's server: on the same keys and database, with addresses and a memory of its own.</summary>
    /// <param name="number">Which, from 1.</param>
    public NodeProcess ReplicaOfConsumer(int number) =>
        new(_folder.CreateSubdirectory($"{Consumer.Server.Code}-replica-{number}").FullName, Consumer.Server, $"{_net}.{10 + number}", Consumer.Client)
        {
            Token = Consumer.Token,
            Database = Consumer.Database,
            More = Consumer.More,
        };

    /// <summary>Starts both.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var node in _nodes)
            await node.StartAsync(Anchor, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (_authority is not null)
        {
            await _authority.StopAsync();
            await _authority.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private NodeProcess Node(string member, string server, string subsystem, int number)
    {
        var folder = _folder.CreateSubdirectory(server).FullName;
        var id = new MemberId("RP", "GOV", member);
        return new NodeProcess(folder, new SecurityServerId(id, server), $"{_net}.{number}", new SubsystemId(id, subsystem));
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        var url = $"http://{_net}.9:8080";
        await File.WriteAllTextAsync(Path.Combine(Folder, "instance.yaml"), Facts(), ct);
        var builder = RoleHost.CreateBuilder("authority", new Dictionary<string, string?>
        {
            ["Urls"] = url,
            ["Log:Level"] = "Warning",
            ["Database"] = $"Data Source={Folder}/authority.db",
            ["Authority:Facts"] = Path.Combine(Folder, "instance.yaml"),
            ["Authority:PublicUrl"] = url,
            ["Authority:Name"] = "Test authority",
            ["Authority:RootToken"] = Path.Combine(Folder, "root"),
            ["Authority:Token"] = Path.Combine(Folder, "authority"),
        }, keepsSessions: false);
        _authority = builder.AddAuthority().Build();
        _authority.UseRole();
        _authority.MapAuthority();
        await _authority.StartAsync(ct);
        foreach (var node in _nodes)
            await EnrolAsync(node, ct);
        using var http = new HttpClient();
        await File.WriteAllBytesAsync(Anchor, await http.GetByteArrayAsync(url + "/anchor/internal", ct), ct);
    }

    private async Task EnrolAsync(NodeProcess node, CancellationToken ct)
    {
        using var token = SoftToken.Open(node.Token);
        var member = node.Client.Member;
        var issue = _authority!.Services.GetRequiredService<IssueCertificate>();
        var auth = await issue.RunAsync(CertificateOrder.Authentication(Encoding.ASCII.GetBytes(NodeKeys.RequestAuthentication(token, node.Server)), node.Server), ct);
        var sign = await issue.RunAsync(CertificateOrder.Signing(Encoding.ASCII.GetBytes(NodeKeys.RequestSigning(token, node.Server, member)), member, node.Server), ct);
        foreach (var (issued, refusal) in new[] { auth, sign })
        {
            using var certificate = (issued ?? throw new InvalidOperationException(refusal!.Message)).Open();
            using var issuer = issued.OpenAuthority();
            NodeKeys.Install(token, [member], [certificate, issuer]);
        }

        if (await _authority.Services.GetRequiredService<RegisterServerCertificate>().RunAsync(node.Server, auth.Issued!.Der, ct) is { } refused)
            throw new InvalidOperationException(refused.Message);
    }

    private string Facts() => $$"""
        instance: RP
        country: RP
        memberClasses: [{ code: GOV, description: Ministries }]
        members:
          - { id: RP/GOV/digital, name: Digital, subsystems: [{ code: documents }, { code: management }] }
          - { id: RP/GOV/transport, name: Transport, subsystems: [{ code: licences }] }
        servers:
        {{string.Join('\n', _nodes.Select(node => $"  - {{ id: {node.Server}, address: {node.Host}, clients: [{node.Client}] }}"))}}
        management: { service: RP/GOV/digital/management, address: https://{{_net}}.9:4001/ }
        """;
}
