using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Cabildo.Credentials.Encodings;
using Cabildo.Testing;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.Tests.Encodings;

/// <summary>Codes that European states really issued: base45 over zlib over COSE_Sign1, by many makers.</summary>
public sealed class EuropeanCertificateTests
{
    private const string Prefix = "HC1:";

    [Fact]
    public void Their_signatures_verify_or_fail_as_the_makers_expect()
    {
        var files = Directory.GetFiles(Repository.Vector("dcc"), "*.json");
        Assert.True(files.Length >= 20);

        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = json.RootElement;
            var expected = root.GetProperty("EXPECTEDRESULTS").GetProperty("EXPECTEDVERIFY").GetBoolean();
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(root.GetProperty("TESTCTX").GetProperty("CERTIFICATE").GetString()!));

            Assert.True(CoseSign1.TryRead(Decode(root.GetProperty("PREFIX").GetString()!), out var message), file);
            Assert.True(expected == message.Verify(CoseKey.From(certificate)), file);
        }
    }

    private static byte[] Decode(string code)
    {
        Assert.StartsWith(Prefix, code, StringComparison.Ordinal);
        Assert.True(Base45.TryDecode(code.AsSpan(Prefix.Length), out var packed));
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
