using System.Globalization;
using Cabildo.Cli.Tests.Support;
using Cabildo.Testing;

namespace Cabildo.Cli.Tests.Management;

/// <summary>An operator at work: a node as <c>exchange init</c> makes it, running, and the verbs that call it.</summary>
public sealed class ManagementVerbTests : IAsyncLifetime
{
    private const string Service = "RP/GOV/digital/documents/trust-list";
    private readonly WorkFolder _folder = new();
    private string _url = "";
    private Executable _node = null!;

    public async ValueTask InitializeAsync()
    {
        await Executable.RunAsync(_folder.Path, "exchange", "init", "--server", "RP/GOV/digital/digital-1", "--address", "127.0.1.1", "--client", "RP/GOV/digital/documents", "--out", "node");
        foreach (var certificate in TestAuthority.Issue(_folder, Directory.GetFiles(Path.Combine(_folder.Path, "node"), "*.csr")))
            await Executable.RunAsync(_folder.Path, "exchange", "install", "--config", "node/node.yaml", certificate, "ca.pem");
        File.WriteAllBytes(Path.Combine(_folder.Path, "node", "anchor.xml"), TestAuthority.Anchor());
        File.AppendAllText(Path.Combine(_folder.Path, "node", "node.yaml"), $"""

              Services:
                - Id: {Service}
                  Urls: [http://127.0.1.1:9000]
            """.ReplaceLineEndings("\n") + "\n");
        _folder.Write("ana.key", (await RunAsync("operator", "add", "ana", "--config", "node/node.yaml")).Output);
        _url = Free("http");
        _node = Executable.Start(
            _folder.Path,
            ["exchange", "--config", "node/node.yaml"],
            ("CABILDO_Exchange__ClientsUrl", Free("http")),
            ("CABILDO_Exchange__PeersUrl", Free("https")),
            ("CABILDO_Exchange__OcspPort", LoopbackPort.Free("127.0.1.1").ToString(CultureInfo.InvariantCulture)),
            ("CABILDO_Exchange__ManagementUrl", _url));
        Assert.Equal(401, await _node.AnswerAsync(new Uri(_url)));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_operator_changes_a_node_that_runs()
    {
        await DoAsync("services", "add", "RP/GOV/digital/documents/added", "--url", "http://127.0.1.1:9000/added");
        await DoAsync("services", "change", "RP/GOV/digital/documents/added", "--timeout", "00:00:05");
        await DoAsync("services", "disable", Service, "--notice", "Back at noon.");
        await DoAsync("groups", "add", "doctors");
        await DoAsync("groups", "admit", "doctors", "RP/GOV/health/doses");
        var key = (await DoAsync("rights", "give", Service, "--local-group", "doctors", "--method", "GET", "--path", "/*", "--agreement", "2026-18", "--field", "name", "--per-second", "5")).Trim();
        await DoAsync("clients", "add", "RP/GOV/digital/identity", "--connection", "Https");
        await DoAsync("clients", "change", "RP/GOV/digital/identity", "--connection", "Http");

        var line = File.ReadAllLines(Path.Combine(_folder.Path, "node", "node.yaml")).ToList().FindIndex(text => text.Contains(Service, StringComparison.Ordinal)) + 1;
        Assert.Equal(
            $"""
            {Service}  Rest  http://127.0.1.1:9000  (node.yaml, line {line})
            RP/GOV/digital/documents/added  Rest  http://127.0.1.1:9000/added  (call)
            {Service}  is out of service: Back at noon.  (call)

            """,
            await DoAsync("services", "list"));
        Assert.Equal($"{key}  doctors  GET /*  of {Service}  under 2026-18  (call)\n", await DoAsync("rights", "list"));
        Assert.Equal("doctors  (call)\ndoctors/RP/GOV/health/doses  (call)\n", await DoAsync("groups", "list"));
        Assert.EndsWith("RP/GOV/digital/identity  Http  (call)\n", await DoAsync("clients", "list"), StringComparison.Ordinal);

        await DoAsync("rights", "take", key);
        await DoAsync("groups", "dismiss", "doctors", "RP/GOV/health/doses");
        await DoAsync("groups", "remove", "doctors");
        await DoAsync("services", "enable", Service);
        await DoAsync("services", "remove", "RP/GOV/digital/documents/added");
        await DoAsync("clients", "remove", "RP/GOV/digital/identity");
        var changes = (await DoAsync("changes", "list", "--after", "8")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, changes.Length);
        Assert.All(changes, change => Assert.Contains("  ana  remove ", change, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_node_refuses_is_one_sentence_and_exit_code_1()
    {
        var file = await RunAsync("services", "remove", Service, "--node", _url, "--key-file", "ana.key");
        var keyless = await RunAsync("rights", "list", "--node", _url);
        _folder.Write("wrong.key", "cabildo-operator-wrong");
        var wrong = await RunAsync("rights", "list", "--node", _url, "--key-file", "wrong.key");
        var away = await RunAsync("rights", "list", "--node", Free("http"), "--key-file", "ana.key");
        var clear = await RunAsync("rights", "list", "--node", "http://192.0.2.1:8081", "--key-file", "ana.key");
        var twice = await RunAsync("operator", "add", "ana", "--config", "node/node.yaml");

        Assert.Equal((1, 1, 1, 1, 1), (file.ExitCode, keyless.ExitCode, wrong.ExitCode, away.ExitCode, twice.ExitCode));
        Assert.Matches($"^cabildo exchange services remove: services/{Service} is set in node.yaml, line [0-9]+: change it there, and start the node anew.\n$", file.Errors);
        Assert.Contains("Name its file by --key-file, or set CABILDO_OPERATOR_KEY.", keyless.Errors, StringComparison.Ordinal);
        Assert.Contains("Send the key of an operator", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("cannot be called", away.Errors, StringComparison.Ordinal);
        Assert.Contains("'http://192.0.2.1:8081' is not the address of a node", clear.Errors, StringComparison.Ordinal);
        Assert.Contains("There is an operator ana already.", twice.Errors, StringComparison.Ordinal);
        Assert.All((Outcome[])[file, keyless, wrong, away, twice], outcome => Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operators_are_listed_and_removed_and_keys_come_from_the_environment_too()
    {
        await RunAsync("operator", "add", "luz", "--read-only", "--config", "node/node.yaml");
        var listed = await RunAsync("operator", "list", "--config", "node/node.yaml");
        await using var byEnvironment = Executable.Start(_folder.Path, ["exchange", "rights", "list", "--node", _url], ("CABILDO_OPERATOR_KEY", File.ReadAllText(Path.Combine(_folder.Path, "ana.key"))));
        Assert.Equal(0, (await byEnvironment.EndAsync()).ExitCode);
        await RunAsync("operator", "remove", "ana", "--config", "node/node.yaml");
        var removed = await RunAsync("rights", "list", "--node", _url, "--key-file", "ana.key");
        var help = await RunAsync("rights", "give", "--help");

        Assert.Matches("^ana  may change  since .*\nluz  may look  since .*\n$", listed.Output);
        Assert.Equal(1, removed.ExitCode);
        Assert.Contains("cabildo exchange rights give RP/GOV/education/schools/school --client", help.Output, StringComparison.Ordinal);
    }

    private async Task<string> DoAsync(params string[] words)
    {
        var outcome = await RunAsync([.. words, "--node", _url, "--key-file", "ana.key"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        return outcome.Output;
    }

    private Task<Outcome> RunAsync(params string[] words) => Executable.RunAsync(_folder.Path, ["exchange", .. words]);

    private static string Free(string scheme) => string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.1.1:{LoopbackPort.Free("127.0.1.1")}");
}
