using System.Globalization;
using Cabildo.Cli.Tests.Support;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Management;

/// <summary>A node as <c>exchange init</c> makes it, running with a door for operators, and the key of one of them, "ana".</summary>
internal sealed class OperatedNode : IAsyncDisposable
{
    /// <summary>The service of its file.</summary>
    public const string Service = "RP/GOV/digital/documents/trust-list";

    private Executable _node = null!;

    private OperatedNode(string scheme) => Url = Free(scheme);

    public WorkFolder Folder { get; } = new();

    /// <summary>Its ManagementUrl.</summary>
    public string Url { get; }

    /// <summary>The names of the files in <see cref="Folder"/> with the certificates it was given.</summary>
    public IReadOnlyList<string> Certificates { get; private set; } = [];

    public static async Task<OperatedNode> StartAsync(string scheme = "http")
    {
        var node = new OperatedNode(scheme);
        await node.RunAsync("init", "--server", "RP/GOV/digital/digital-1", "--address", "127.0.1.1", "--client", "RP/GOV/digital/documents", "--out", "node");
        node.Certificates = TestAuthority.Issue(node.Folder, Directory.GetFiles(Path.Combine(node.Folder.Path, "node"), "*.csr"));
        foreach (var certificate in node.Certificates)
            await node.RunAsync("install", "--config", "node/node.yaml", certificate, "ca.pem");
        File.WriteAllBytes(Path.Combine(node.Folder.Path, "node", "anchor.xml"), TestAuthority.Anchor());
        File.AppendAllText(Path.Combine(node.Folder.Path, "node", "node.yaml"), $"""

              Services:
                - Id: {Service}
                  Urls: [http://127.0.1.1:9000]
            """.ReplaceLineEndings("\n") + "\n");
        node.Folder.Write("ana.key", (await node.RunAsync("operator", "add", "ana", "--config", "node/node.yaml")).Output);
        var clients = Free("http");
        node._node = Executable.Start(
            node.Folder.Path,
            ["exchange", "--config", "node/node.yaml"],
            ("CABILDO_Exchange__ClientsUrl", clients),
            ("CABILDO_Exchange__PeersUrl", Free("https")),
            ("CABILDO_Exchange__OcspPort", LoopbackPorts.Free("127.0.1.1").ToString(CultureInfo.InvariantCulture)),
            ("CABILDO_Exchange__ManagementUrl", node.Url));
        await node._node.AnswerAsync(new Uri(clients));
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Has ana do something, which must succeed; its output.</summary>
    public async Task<string> DoAsync(params string[] words)
    {
        var outcome = await RunAsync([.. words, "--node", Url, "--key-file", "ana.key"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        return outcome.Output;
    }

    public Task<Outcome> RunAsync(params string[] words) => Executable.RunAsync(Folder.Path, ["exchange", .. words]);

    public static string Free(string scheme) => string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.1.1:{LoopbackPorts.Free("127.0.1.1")}");
}
