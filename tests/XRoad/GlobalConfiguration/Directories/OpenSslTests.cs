using System.Diagnostics;
using System.Security.Cryptography;
using Cabildo.XRoad.GlobalConfiguration.Directories;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Directories;

/// <summary>What is written, verified by somebody else's program on the bytes as X-Road's client would take them.</summary>
public sealed class OpenSslTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-conf-").FullName;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Openssl_verifies_the_signature_of_a_written_directory(bool rsa)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "There is no openssl here (apt install openssl).");
        using var centre = new Centre(rsa);
        var file = centre.Publish();
        // By its own route: from behind the first part's headers to the line end before the outer boundary.
        var text = System.Text.Encoding.Latin1.GetString(file);
        var outer = text.Split("boundary=")[1].Split('\r')[0];
        var part = text.Split("--" + outer)[1];
        var signed = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2];
        await WriteAsync("signed", System.Text.Encoding.Latin1.GetBytes(signed));
        await WriteAsync("signature", SignedDirectory.Parse(file).Signature.ToArray());
        using var certificate = centre.Certificate.Open()!;
        await WriteAsync("key.pem", System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo())));

        Assert.Equal((0, "Verified OK\n"), await OpenSslAsync("dgst", "-sha512", "-verify", "key.pem", "-signature", "signature", "signed"));
        await WriteAsync("signed", System.Text.Encoding.Latin1.GetBytes(signed + " "));
        Assert.NotEqual(0, (await OpenSslAsync("dgst", "-sha512", "-verify", "key.pem", "-signature", "signature", "signed")).Exit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(_folder, name), bytes, TestContext.Current.CancellationToken);

    private async Task<(int Exit, string Output)> OpenSslAsync(params string[] words)
    {
        var start = new ProcessStartInfo("/usr/bin/openssl", words) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
