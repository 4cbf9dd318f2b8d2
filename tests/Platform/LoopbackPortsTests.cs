using System.Net;
using System.Net.Sockets;
using Cabildo.Platform.Hosting;

namespace Cabildo.Platform.Tests;

public sealed class LoopbackPortsTests
{
    [Fact]
    public void A_port_is_not_given_again_at_once()
    {
        var given = Enumerable.Range(0, 200).Select(_ => LoopbackPorts.Free("127.0.7.1")).ToList();

        Assert.Equal(given.Count, given.Distinct().Count());
    }

    [Fact]
    public void All_ports_are_of_one_block_whose_first_is_held_so_that_no_other_process_takes_it()
    {
        var given = Enumerable.Range(0, 200).Select(_ => LoopbackPorts.Free("127.0.7.1")).ToList();

        var first = given[0] / 500 * 500;
        Assert.All(given, port => Assert.InRange(port, first + 1, first + 499));
        Assert.False(LoopbackPorts.IsFree("127.0.0.1", first));
    }

    [Fact]
    public void A_port_is_below_those_that_the_system_gives_to_clients() => Assert.InRange(LoopbackPorts.Free("127.0.7.1"), 12_000, 32_000);

    [Theory]
    [InlineData("127.0.7.2", "127.0.7.2", "127.0.7.3")]
    [InlineData("127.0.7.3", "127.0.7.2", "127.0.7.3")]
    [InlineData("127.0.7.2", "0.0.0.0")]
    [InlineData("127.0.0.1", "localhost")]
    public void A_port_where_somebody_listens_on_one_of_the_addresses_is_left_out(string taken, params string[] asked)
    {
        // Whatever comes next in the block is taken, and the one after it; unless another test has them.
        int next;
        do
            next = LoopbackPorts.Free("127.0.7.9");
        while (!LoopbackPorts.IsFree(taken, After(next, 1)) || !LoopbackPorts.IsFree(taken, After(next, 2)));
        using var first = Listen(taken, After(next, 1));
        using var second = Listen(taken, After(next, 2));

        var given = LoopbackPorts.Free(asked);

        Assert.False(given == After(next, 1) || given == After(next, 2));
    }

    [Fact]
    public void An_address_that_the_machine_lacks_is_named()
    {
        // RFC 5737: for documentation, on no machine.
        var problem = Assert.Throws<IOException>(() => LoopbackPorts.Free("127.0.7.1", "192.0.2.1"));

        Assert.StartsWith("This machine does not have the loopback address 192.0.2.1.", problem.Message, StringComparison.Ordinal);
    }

    private static int After(int port, int steps) => (port / 500 * 500) + ((((port % 500) - 1 + steps) % 499) + 1);

    private static TcpListener Listen(string address, int port)
    {
        var listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        return listener;
    }
}
