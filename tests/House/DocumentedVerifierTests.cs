using System.Diagnostics;
using System.Text.RegularExpressions;
using Cabildo.Testing;

namespace Cabildo.House.Tests;

/// <summary>The example that integrators copy is run as it is printed.</summary>
public sealed partial class DocumentedVerifierTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task The_documented_verifier_agrees_with_every_test_vector()
    {
        var ct = TestContext.Current.CancellationToken;
        var canRun = File.Exists(Python) && await RunAsync(ct, "-c", "import cbor2, cryptography") is (0, _);
        Assert.SkipUnless(canRun, "Python misses cbor2 or cryptography (apt install python3-cbor2 python3-cryptography).");
        var folder = Directory.CreateTempSubdirectory("cabildo-verifier-");
        try
        {
            var verifier = Path.Combine(folder.FullName, "verify.py");
            await File.WriteAllTextAsync(verifier, await DocumentedCodeAsync(ct), ct);

            var (exit, said) = await RunAsync(ct, Repository.File("tests/House/documented-verifier.py"), verifier, Repository.File("web/verifier/test/vectors.json"));

            Assert.Matches(@"^\d{2,} cases\s*$", said);
            Assert.Equal(0, exit);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> DocumentedCodeAsync(CancellationToken ct) =>
        PythonBlocks().Matches(await File.ReadAllTextAsync(Repository.File("docs/integrate/verify-a-licence.md"), ct))
            .Select(block => block.Groups["code"].Value)
            .Single(code => code.Contains("def verdict", StringComparison.Ordinal));

    private static async Task<(int Exit, string Said)> RunAsync(CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        var (output, errors) = (python.StandardOutput.ReadToEndAsync(ct), python.StandardError.ReadToEndAsync(ct));
        await python.WaitForExitAsync(ct);
        return (python.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^```python\n(?<code>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PythonBlocks();
}
