using System.Net;
using System.Net.Sockets;
using Cabildo.Exchange.Peers;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests.Peers;

public sealed class PeerConnectionsTests
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_servers_the_one_that_answers_is_used()
    {
        await using var nodes = await TestNodes.StartAsync(AddSecond);

        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await nodes.Http.PostAsync(Licence + "/digest", new StringContent("a"), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_server_that_connects_but_is_not_the_one_it_should_be_is_passed_over()
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            AddSecond(nodes);
            nodes.Country.Change(Second(nodes), server => server with { Address = nodes.Consumer.Address });
        });

        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await nodes.Http.GetAsync(Licence + "/1", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_server_that_is_asked_for_by_name_is_not_replaced_by_another()
    {
        await using var nodes = await TestNodes.StartAsync(AddSecond);

        await RefusalTests.AssertFaultAsync(
            nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.NetworkError", 500, ("X-Road-Security-Server", Second(nodes).ToString()));
    }

    [Fact]
    public async Task A_server_in_maintenance_is_passed_over_where_another_serves_and_named_where_none_does()
    {
        await using var nodes = await TestNodes.StartAsync(AddSecond);
        nodes.Country.Change(nodes.Transport.Id, server => server with { Maintenance = new MaintenanceMode("Back on Monday.") });
        await nodes.Consumer.RefreshAsync();
        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.NetworkError", 500);

        nodes.Country.Change(Second(nodes), server => server with { Maintenance = new MaintenanceMode(null) });
        await nodes.Consumer.RefreshAsync();
        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.MaintenanceMode", 500);

        nodes.Country.Change(nodes.Transport.Id, server => server with { Maintenance = null });
        await nodes.Consumer.RefreshAsync();
        Assert.Equal(HttpStatusCode.OK, (await nodes.Http.GetAsync(Licence + "/1", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_quickest_to_connect_comes_first_and_is_remembered_for_a_while()
    {
        var time = new ManualTime();
        var port = LoopbackPorts.Free("0.0.0.0");
        using var there = new TcpListener(IPAddress.Parse("127.0.9.5"), port);
        there.Start();
        Peer[] peers = [PeerAt("127.0.9.6", port), PeerAt("127.0.9.5", port)];
        var fastest = new FastestFirst(time);

        var (order, socket) = await fastest.OrderAsync(peers, Ct);
        Assert.Equal("127.0.9.5", order[0].Address);
        Assert.Equal("127.0.9.5", ((IPEndPoint)socket!.RemoteEndPoint!).Address.MapToIPv4().ToString());
        socket.Dispose();

        (order, socket) = await fastest.OrderAsync(peers, Ct);
        Assert.Equal("127.0.9.5", order[0].Address);
        Assert.Null(socket);

        fastest.Avoid(peers[1]);
        using var late = new TcpListener(IPAddress.Parse("127.0.9.6"), port);
        late.Start();
        there.Stop();
        time.Advance(TimeSpan.FromMinutes(2));
        (order, socket) = await fastest.OrderAsync(peers, Ct);
        Assert.Equal("127.0.9.6", order[0].Address);
        socket!.Dispose();
    }

    private static void AddSecond(TestNodes nodes)
    {
        Assert.True(SubsystemId.TryParse(TestNodes.Provider, out var licences));
        nodes.Country.Register(Second(nodes), "127.0.9.9", [], licences);
    }

    private static SecurityServerId Second(TestNodes nodes) => new(nodes.Transport.Id.Owner, "transport-2");

    private static Peer PeerAt(string address, int port) => new(new SecurityServerId(new MemberId("RP", "GOV", "transport"), address), address, port);
}
