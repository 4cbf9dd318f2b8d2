using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Tests.Keys;

public sealed class SoftTokenTests : IDisposable
{
    private static readonly byte[] Message = "a message"u8.ToArray();
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_key_is_made_once_and_its_object_is_reused()
    {
        using var token = SoftToken.Open(_folder.Path);

        Assert.Same(token.GetOrCreate("signer"), token.GetOrCreate("signer"));
        Assert.Equal(256, token.GetOrCreate("signer").Ecdsa.KeySize);
    }

    [Fact]
    public void A_key_is_the_same_after_the_token_is_opened_again()
    {
        byte[] signature;
        using (var token = SoftToken.Open(_folder.Path))
            signature = token.GetOrCreate("signer").Ecdsa.SignData(Message, HashAlgorithmName.SHA256);

        using var again = SoftToken.Open(_folder.Path);

        Assert.True(again.GetOrCreate("signer").Ecdsa.VerifyData(Message, signature, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Two_tokens_that_make_one_key_at_once_end_with_the_same_key()
    {
        var tokens = Enumerable.Range(0, 8).Select(_ => SoftToken.Open(_folder.Path)).ToList();

        var keys = tokens.AsParallel().WithDegreeOfParallelism(8).Select(token => token.GetOrCreate("signer").PublicKey).ToList();

        Assert.Single(keys.Select(key => Convert.ToHexString(key.ExportSubjectPublicKeyInfo())).Distinct());
        tokens.ForEach(token => token.Dispose());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Key_files_are_encrypted_and_only_their_owner_reads_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix file modes");
        using var token = SoftToken.Open(Path.Combine(_folder.Path, "token"));
        token.GetOrCreate("signer");

        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", File.ReadAllText(Path.Combine(token.Folder, "signer.key")), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(token.Folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(token.Folder));
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(Path.Combine(token.Folder, "passphrase"))).Length);
    }

    [Fact]
    public void A_chosen_passphrase_is_not_written_and_another_does_not_open_the_key()
    {
        using (var token = SoftToken.Open(_folder.Path, "correct horse"))
            token.GetOrCreate("signer");

        Assert.False(File.Exists(Path.Combine(_folder.Path, "passphrase")));
        using var other = SoftToken.Open(_folder.Path, "battery staple");
        Assert.Throws<CryptographicException>(() => other.GetOrCreate("signer"));
        using var right = SoftToken.Open(_folder.Path, "correct horse");
        Assert.NotNull(right.Find("signer"));
    }

    [Fact]
    public void An_RSA_key_signs_and_survives_reopening()
    {
        using (var token = SoftToken.Open(_folder.Path))
            token.GetOrCreate("rsa", KeyKind.Rsa2048);

        using var again = SoftToken.Open(_folder.Path);
        var key = again.GetOrCreate("rsa");

        Assert.Equal(2048, Assert.IsType<RSA>(key.Key, exactMatch: false).KeySize);
        Assert.Throws<InvalidOperationException>(() => key.Ecdsa);
    }

    [Fact]
    public void A_certificate_lies_beside_its_key_with_its_issuers()
    {
        using (var token = SoftToken.Open(_folder.Path))
        {
            var root = token.GetOrCreate("root");
            token.SetCertificate(root, CertificateProfiles.Ca(root, new X500DistinguishedName("CN=Root"), ValidityPeriod.From(Start, 100)));
            var server = token.GetOrCreate("server");
            var issued = CertificateProfiles.ExchangeAuth(
                root, server.PublicKey, new X500DistinguishedName("CN=server"), ["127.0.0.1"], ValidityPeriod.From(Start, 10));
            token.SetCertificate(server, issued, root.Certificate!);
        }

        using var again = SoftToken.Open(_folder.Path);
        var key = again.Find("server");

        Assert.Equal("CN=server", key?.Certificate?.Subject);
        Assert.True(key?.Certificate?.HasPrivateKey);
        Assert.Equal("CN=Root", Assert.Single(key!.Issuers).Subject);
        Assert.False(key.Issuers[0].HasPrivateKey);
    }

    [Fact]
    public void A_certificate_that_another_process_stores_is_seen()
    {
        using var running = SoftToken.Open(_folder.Path);
        Assert.Null(running.GetOrCreate("root").Certificate);

        using (var installing = SoftToken.Open(_folder.Path))
        {
            var root = installing.GetOrCreate("root");
            installing.SetCertificate(root, CertificateProfiles.Ca(root, new X500DistinguishedName("CN=Root"), ValidityPeriod.From(Start, 100)));
        }

        Assert.Equal("CN=Root", running.Find("root")?.Certificate?.Subject);
    }

    [Fact]
    public void A_certificate_of_another_key_is_refused()
    {
        using var token = SoftToken.Open(_folder.Path);
        var root = token.GetOrCreate("root");
        var certificate = CertificateProfiles.Ca(root, new X500DistinguishedName("CN=Root"), ValidityPeriod.From(Start, 100));

        Assert.Throws<ArgumentException>(() => token.SetCertificate(token.GetOrCreate("other"), certificate));
        Assert.Null(token.GetOrCreate("other").Certificate);
    }

    [Fact]
    public void A_key_that_was_never_made_is_not_found()
    {
        using var token = SoftToken.Open(_folder.Path);

        Assert.Null(token.Find("absent"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../signer")]
    [InlineData("Signer")]
    [InlineData("a/b")]
    [InlineData("a.key")]
    public void A_label_that_could_leave_the_folder_is_refused(string label)
    {
        using var token = SoftToken.Open(_folder.Path);

        Assert.Throws<ArgumentException>(() => token.GetOrCreate(label));
    }

    public void Dispose() => _folder.Dispose();
}
