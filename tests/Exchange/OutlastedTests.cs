using System.Net;
using System.Net.Sockets;
using System.Text;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests;

/// <summary>What a node needs is away: it goes on for as long as that may be, and then says by name why not.</summary>
public sealed class OutlastedTests
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Consumer", "Server.ClientProxy.LoggingFailed.TimestamperFailed")]
    [InlineData("Transport", "Server.ServerProxy.LoggingFailed.TimestamperFailed")]
    public async Task Without_a_timestamping_authority_messages_pass_until_one_has_waited_too_long(string impatient, string code)
    {
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Country.Centre.Shared = nodes.Country.Centre.Shared with
            {
                ApprovedTsas = [.. nodes.Country.Centre.Shared.ApprovedTsas.Select(tsa => new ApprovedTsa(tsa.Name, "http://127.0.9.250:9/tsa", tsa.Certificate))],
            };
            Of(nodes, impatient).Settings["Exchange:Log:AcceptableTimestampFailure"] = "00:00:02";
        });

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", null, 200);
        await Task.Delay(2500, Ct);
        Assert.False(await Of(nodes, impatient).Services.GetRequiredService<StampLog>().RunAsync(Ct));

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", code, 500);
        Assert.Single(nodes.Service.Asked);
    }

    [Fact]
    public async Task Without_its_centre_a_node_goes_by_what_it_knows_until_that_is_out_of_date()
    {
        await using var nodes = await TestNodes.StartAsync();
        nodes.Country.Centre.Validity = TimeSpan.FromSeconds(4);
        await nodes.Consumer.RefreshAsync();
        await nodes.Country.Centre.StopAsync();

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", null, 200);
        await Task.Delay(4500, Ct);

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.OutdatedGlobalConf", 500);
        Assert.Single(nodes.Service.Asked);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")]
    public async Task A_register_that_answers_garbage_has_failed(string garbage)
    {
        using var register = Register();
        var answering = AnswerAsync(register, garbage);
        await using var nodes = await StartAsync(register);

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ServerProxy.IOError", 500);
        await answering;
    }

    [Fact]
    public async Task A_register_cannot_put_a_header_into_a_header()
    {
        using var register = Register();
        var answering = AnswerAsync(register, "HTTP/1.1 200 OK\r\nX-A: b\rX-Road-Id: forged\rSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        await using var nodes = await StartAsync(register);
        nodes.Http.DefaultRequestHeaders.Add("X-Road-Id", "mine");

        using var answer = await nodes.Http.GetAsync(Licence + "/1", Ct);
        await answering;

        Assert.Equal(["mine"], answer.Headers.GetValues("x-road-id"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static TcpListener Register()
    {
        var register = new TcpListener(IPAddress.Parse("127.0.9.7"), 0);
        register.Start();
        return register;
    }

    private static Task<TestNodes> StartAsync(TcpListener register) => TestNodes.StartAsync(nodes =>
        nodes.Transport.Settings["Exchange:Services:0:Urls:0"] = $"http://127.0.9.7:{((IPEndPoint)register.LocalEndpoint).Port}");

    private static Node Of(TestNodes nodes, string name) => name == "Consumer" ? nodes.Consumer : nodes.Transport;

    private static async Task AnswerAsync(TcpListener listener, string garbage)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[1], Ct);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(garbage), Ct);
    }
}
