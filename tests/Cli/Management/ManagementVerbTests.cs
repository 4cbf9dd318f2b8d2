using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Management;

/// <summary>An operator at work: a node as <c>exchange init</c> makes it, running, and the verbs that call it.</summary>
public sealed class ManagementVerbTests : IAsyncLifetime
{
    private const string Service = OperatedNode.Service;
    private OperatedNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await OperatedNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task An_operator_changes_a_node_that_runs()
    {
        await DoAsync("services", "add", "RP/GOV/digital/documents/added", "--url", "http://127.0.1.1:9000/added");
        await DoAsync("services", "change", "RP/GOV/digital/documents/added", "--timeout", "00:00:05");
        await DoAsync("services", "change", "RP/GOV/digital/documents/added", "--per-second", "0.5", "--per-day", "1000", "--endpoint", "GET /*", "--endpoint", "POST /*/notes");
        await DoAsync("services", "change", "RP/GOV/digital/documents/added", "--per-day", "2000");
        await DoAsync("services", "disable", Service, "--notice", "Back at noon.");
        await DoAsync("groups", "add", "doctors");
        await DoAsync("groups", "admit", "doctors", "RP/GOV/health/doses");
        var key = (await DoAsync("rights", "give", Service, "--local-group", "doctors", "--method", "GET", "--path", "/*", "--agreement", "2026-18", "--field", "name", "--per-second", "5")).Trim();
        await DoAsync("clients", "add", "RP/GOV/digital/identity", "--connection", "Https");
        await DoAsync("clients", "change", "RP/GOV/digital/identity", "--connection", "Http");

        var line = File.ReadAllLines(Path.Combine(_node.Folder.Path, "node", "node.yaml")).ToList().FindIndex(text => text.Contains(Service, StringComparison.Ordinal)) + 1;
        Assert.Equal(
            $"""
            {Service}  Rest  http://127.0.1.1:9000  (node.yaml, line {line})
            RP/GOV/digital/documents/added  Rest  http://127.0.1.1:9000/added  at most 0.5 a second and 2000 a day  tells of GET /*, POST /*/notes  (call)
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
        var changes = (await DoAsync("changes", "list", "--after", "10")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, changes.Length);
        Assert.All(changes, change => Assert.Contains("  ana  remove ", change, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_node_refuses_is_one_sentence_and_exit_code_1()
    {
        var file = await RunAsync("services", "remove", Service, "--node", _node.Url, "--key-file", "ana.key");
        var keyless = await RunAsync("rights", "list", "--node", _node.Url);
        _node.Folder.Write("wrong.key", "cabildo-operator-wrong");
        var wrong = await RunAsync("rights", "list", "--node", _node.Url, "--key-file", "wrong.key");
        var away = await RunAsync("rights", "list", "--node", OperatedNode.Free("http"), "--key-file", "ana.key");
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
    public async Task A_service_has_its_limit_and_its_endpoints_from_the_start_and_loses_its_limit_by_0()
    {
        const string Added = "RP/GOV/digital/documents/limited";
        await DoAsync("services", "add", Added, "--url", "http://127.0.1.1:9000", "--per-second", "5", "--burst", "20", "--endpoint", "GET /*");
        Assert.Contains($"{Added}  Rest  http://127.0.1.1:9000  at most 5 a second  tells of GET /*  (call)\n", await DoAsync("services", "list"), StringComparison.Ordinal);
        Assert.Contains("\"limit\":{\"perSecond\":5,\"burst\":20,\"perDay\":0}", await DoAsync("changes", "list"), StringComparison.Ordinal);

        await DoAsync("services", "change", Added, "--per-second", "0");
        Assert.Contains($"{Added}  Rest  http://127.0.1.1:9000  tells of GET /*  (call)\n", await DoAsync("services", "list"), StringComparison.Ordinal);

        foreach (var (option, value, sentence) in ((string, string, string)[])[
            ("--endpoint", "/school", "'/school' is no endpoint: write a method and a path, such as \"GET /*\"."),
            ("--endpoint", "GET school", "'GET school' is no endpoint"),
            ("--burst", "0", "Burst of 1 or more")])
        {
            var wrong = await RunAsync("services", "change", Added, option, value, "--node", _node.Url, "--key-file", "ana.key");
            Assert.Equal(1, wrong.ExitCode);
            Assert.Contains(sentence, wrong.Errors, StringComparison.Ordinal);
        }

        var help = await RunAsync("services", "change", "--help");
        Assert.Contains("cabildo exchange services change RP/GOV/education/schools/teachers --per-second 5 --burst 20 --per-day 10000", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_are_listed_and_removed_and_keys_come_from_the_environment_too()
    {
        await RunAsync("operator", "add", "luz", "--read-only", "--config", "node/node.yaml");
        var listed = await RunAsync("operator", "list", "--config", "node/node.yaml");
        await using var byEnvironment = Executable.Start(_node.Folder.Path, ["exchange", "rights", "list", "--node", _node.Url], ("CABILDO_OPERATOR_KEY", File.ReadAllText(Path.Combine(_node.Folder.Path, "ana.key"))));
        Assert.Equal(0, (await byEnvironment.EndAsync()).ExitCode);
        await RunAsync("operator", "remove", "ana", "--config", "node/node.yaml");
        var removed = await RunAsync("rights", "list", "--node", _node.Url, "--key-file", "ana.key");
        var help = await RunAsync("rights", "give", "--help");

        Assert.Matches("^ana  may change  since .*\nluz  may look  since .*\n$", listed.Output);
        Assert.Equal(1, removed.ExitCode);
        Assert.Contains("cabildo exchange rights give RP/GOV/education/schools/school --client", help.Output, StringComparison.Ordinal);
    }

    private Task<string> DoAsync(params string[] words) => _node.DoAsync(words);

    private Task<Outcome> RunAsync(params string[] words) => _node.RunAsync(words);
}
