using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Management;

/// <summary>An operator elsewhere: by HTTPS to a node whose certificate no machine trusts by itself.</summary>
public sealed class ManagementTlsTests : IAsyncLifetime
{
    private OperatedNode _node = null!;
    private string _own = "";

    public async ValueTask InitializeAsync()
    {
        _node = await OperatedNode.StartAsync("https");
        _own = _node.Certificates.Single(file => file.StartsWith("auth", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task The_certificate_that_is_named_is_taken_and_no_other()
    {
        Assert.Equal((0, ""), await ListAsync("--node-certificate", _own));
        await _node.DoAsync("groups", "add", "doctors", "--node-certificate", _own);

        foreach (var (file, sentence) in ((string, string)[])[
            (_node.Certificates.Single(other => other != _own), "does not show the certificate in "),
            ("ca.pem", "does not show the certificate in "),
            ("ana.key", "is no certificate, PEM or DER"),
            ("none.pem", "none.pem")])
        {
            var (exitCode, errors) = await ListAsync("--node-certificate", file);
            Assert.Equal(1, exitCode);
            Assert.StartsWith("cabildo exchange rights list: ", errors, StringComparison.Ordinal);
            Assert.Contains(sentence, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_one_a_certificate_that_nobody_here_trusts_is_refused_and_plain_HTTP_has_none()
    {
        var (exitCode, errors) = await ListAsync();
        var plain = await _node.RunAsync("rights", "list", "--node", "http://127.0.0.1:1", "--node-certificate", _own, "--key-file", "ana.key");

        Assert.Equal((1, 1), (exitCode, plain.ExitCode));
        Assert.Contains("shows a certificate that this machine does not trust for it, or speaks no TLS. Name its file by --node-certificate.", errors, StringComparison.Ordinal);
        Assert.Contains("'http://127.0.0.1:1' shows no certificate", plain.Errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Errors)> ListAsync(params string[] more)
    {
        var outcome = await _node.RunAsync(["rights", "list", "--node", _node.Url, "--key-file", "ana.key", .. more]);
        return (outcome.ExitCode, outcome.Errors);
    }
}
