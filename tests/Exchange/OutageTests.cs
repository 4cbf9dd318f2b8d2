using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Cabildo.Exchange.Tests;

public sealed class OutageTests
{
    private const string Licence = "/r1/" + TestNodes.Provider + "/licence";
    private const int ServiceIndex = 0;
    private const int TransportIndex = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_down_is_a_network_error_of_the_consumers_side()
    {
        await using var nodes = await TestNodes.StartAsync();
        await nodes.StopAsync(TransportIndex);

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.NetworkError", 500);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_network_error_of_the_providers_side()
    {
        await using var nodes = await TestNodes.StartAsync();
        await nodes.StopAsync(ServiceIndex);

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ServerProxy.NetworkError", 500);
    }

    [Theory]
    [InlineData("Consumer", "Server.ClientProxy.LoggingFailed.InternalError")]
    [InlineData("Transport", "Server.ServerProxy.LoggingFailed.InternalError")]
    public async Task Nothing_is_answered_that_cannot_be_put_on_record(string node, string code)
    {
        await using var nodes = await TestNodes.StartAsync();
        await using var database = new SqliteConnection((node == "Consumer" ? nodes.Consumer : nodes.Transport).Settings["Database"]);
        await database.OpenAsync(Ct);
        await using var command = new SqliteCommand("ALTER TABLE exchange_log_records RENAME TO gone", database);
        await command.ExecuteNonQueryAsync(Ct);

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", code, 500);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_given_up()
    {
        await using var nodes = await TestNodes.StartAsync();

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/slow", "Server.ServerProxy.IOError", 500);
    }

    [Theory]
    [InlineData("/stall", "Server.ServerProxy.IOError")]
    [InlineData("/break", "Server.ServerProxy.IOError")]
    public async Task Nothing_of_an_answer_that_stops_midway_is_passed_on(string path, string code)
    {
        await using var nodes = await TestNodes.StartAsync();

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + path, code, 500);
    }

    [Fact]
    public async Task A_node_that_says_nothing_is_given_up()
    {
        TcpListener? mute = null;
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            nodes.Country.Change(nodes.Transport.Id, server => server with { Address = "127.0.9.4" });
            mute = new TcpListener(IPAddress.Parse("127.0.9.4"), nodes.Country.PeersPort);
            mute.Start();
            nodes.Consumer.Settings["Exchange:ConnectTimeout"] = "00:00:01";
            nodes.Consumer.Settings["Exchange:PeerTimeout"] = "00:00:05";
        });

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", "Server.ClientProxy.NetworkError", 500);
        mute!.Dispose();
    }

    [Fact]
    public async Task A_node_that_takes_the_message_and_says_nothing_is_given_up()
    {
        await AssertAnswerAsync(answer: null, "Server.ClientProxy.IOError");
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "Server.ClientProxy.HttpError")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://127.0.9.4/\r\nContent-Length: 0\r\n\r\n", "Server.ClientProxy.HttpError")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi", "Server.ClientProxy.ServiceFailed.InvalidContentType")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>", "Server.ClientProxy.ServiceFailed.InvalidMessage")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Length: 2\r\n\r\nhi", "Server.ClientProxy.InvalidMessage")]
    [InlineData("HTTP/1.1 200 OK\r\nx-hash-algorithm: SHA-512\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Length: 2\r\n\r\nhi", "Server.ClientProxy.ServiceFailed.MimeParsingFailed")]
    [InlineData("HTTP/1.1 200 OK\r\nx-hash-algorithm: SHA-512\r\nContent-Type: multipart/mixed; boundary=b\r\nConnection: close\r\n\r\n--b\r\ncontent-type: application/x-road-rest-response\r\n\r\n200\r\nOK\r\nx-road-id:1\r\n\r\n--b--\r\n", "Server.ClientProxy.MissingSignature")]
    [InlineData("nonsense\r\n\r\n", "Server.ClientProxy.IOError")]
    public async Task An_answer_that_is_none_is_not_passed_on(string answer, string code) => await AssertAnswerAsync(answer, code);

    private static async Task AssertAnswerAsync(string? answer, string code)
    {
        await using var peer = new RawPeer(answer);
        await using var nodes = await TestNodes.StartAsync(nodes =>
        {
            peer.Start(nodes);
            nodes.Consumer.Settings["Exchange:PeerTimeout"] = "00:00:03";
        });

        await RefusalTests.AssertFaultAsync(nodes, HttpMethod.Get, Licence + "/1", code, 500);
    }
}
