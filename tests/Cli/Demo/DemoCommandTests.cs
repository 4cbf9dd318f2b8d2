using System.Net;
using System.Net.Sockets;
using Cabildo.Cli.Demo;
using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public void A_taken_port_is_named_whichever_it_is()
    {
        var addresses = DemoAddresses.Free();
        foreach (var address in new[] { addresses.Portal, addresses.Digital.Peers, addresses.Interior.Clients, addresses.CivilRegister })
        {
            using var other = new TcpListener(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host), address.Port);
            other.Start();

            Assert.Equal(
                $"Port {address.Port} of {address.Host} is taken by another program. Stop that program, or the other demo, and start again.",
                addresses.Problem());
        }

        Assert.Null(addresses.Problem());
    }

    [Fact]
    public async Task The_demo_does_not_start_beside_a_program_that_has_its_port()
    {
        using var other = Hold(DemoAddresses.Standard.CivilRegister);

        var outcome = await Executable.RunAsync(_folder.Path, "demo", "--data", "data");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches("^cabildo demo: Port [0-9]+ of .+ is taken by another program\\.", outcome.Errors);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "data")));
    }

    [Fact]
    public async Task Reset_leaves_a_folder_that_is_not_a_demos()
    {
        var letter = _folder.Write("letter.txt", "mine");

        var outcome = await Executable.RunAsync(_folder.Path, "demo", "--reset", "--data", _folder.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"{_folder.Path} holds something that is not a demo", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("--data", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(letter, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reset_keeps_a_demo_that_may_be_running()
    {
        _folder.Write(DemoSecrets.FileName, "{}");
        using var other = Hold(DemoAddresses.Standard.CivilRegister);

        var outcome = await Executable.RunAsync(_folder.Path, "demo", "--reset", "--data", _folder.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is taken", outcome.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Path, DemoSecrets.FileName)));
    }

    public void Dispose() => _folder.Dispose();

    // A demo that runs on this machine holds it as well.
    private static TcpListener? Hold(Uri address)
    {
        var listener = new TcpListener(IPAddress.Parse(address.Host), address.Port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
