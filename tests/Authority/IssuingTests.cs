using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Cabildo.Trust.Certificates;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Authority.Tests;

public sealed class IssuingTests
{
    private static readonly MemberId Transport = AuthorityRole.TransportServer.Owner;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_signing_certificate_names_its_member_as_the_configurations_profile_reads_it(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);

        var issued = await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), Transport, AuthorityRole.TransportServer));

        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        Assert.Equal(Transport, MemberNaming.SignerOf(certificate, new AuthorityOptions().CertificateProfileInfo, "RP"));
        Assert.True(CertificateSignature.IsBy(certificate, authority));
        Assert.Equal(X509KeyUsageFlags.NonRepudiation, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal($"{role.Url}/ocsp", certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Single().EnumerateOcspUris().Single());
    }

    [Fact]
    public async Task An_authentication_certificate_has_the_servers_address_and_both_ends_of_TLS()
    {
        await using var role = await AuthorityRole.StartAsync();

        var issued = await role.IssueAsync(CertificateOrder.Authentication(Requests.Rsa(2048), AuthorityRole.TransportServer));

        using var certificate = issued.Open();
        Assert.True(certificate.MatchesHostname("127.0.1.2"));
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(usage => usage.Value));
        Assert.Equal((AuthorityRole.TransportServer.ToString(), CertificateKind.Authentication), (issued.Holder, issued.Kind));
    }

    [Fact]
    public async Task Nothing_but_the_key_is_taken_from_a_request()
    {
        await using var role = await AuthorityRole.StartAsync();

        var issued = await role.IssueAsync(CertificateOrder.Signing(Requests.Greedy(), Transport, AuthorityRole.TransportServer));

        using var certificate = issued.Open();
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.DoesNotContain("RP root", certificate.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_in_PEM_is_a_request()
    {
        await using var role = await AuthorityRole.StartAsync();
        var pem = Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", Requests.Ec()));

        var issued = await role.IssueAsync(CertificateOrder.Authentication(pem, AuthorityRole.TransportServer, "transport.example", "10.0.0.1"));

        using var certificate = issued.Open();
        Assert.True(certificate.MatchesHostname("transport.example"));
    }

    [Fact]
    public async Task Openssl_verifies_what_was_issued()
    {
        await using var role = await AuthorityRole.StartAsync();
        var issued = await role.IssueAsync(CertificateOrder.Authentication(Requests.Ec(), AuthorityRole.TransportServer));
        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        var (file, root) = (role.Save("auth.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())), role.Save("root.pem", Encoding.ASCII.GetBytes(authority.ExportCertificatePem())));

        var (exit, said) = await OpenSsl.AskAsync("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", root, file);

        Assert.True(exit == 0, said);
    }

    [Theory]
    [InlineData("RP/GOV/transport/otro", "RP/GOV/transport", "unknown-server")]
    [InlineData("RP/GOV/transport/ss1", "RP/GOV/nadie", "unknown-member")]
    [InlineData("RP/GOV/transport/ss1", "RP/COM/seguros", "member-not-served")]
    public async Task Who_is_not_in_the_facts_gets_no_certificate(string server, string member, string code)
    {
        await using var role = await AuthorityRole.StartAsync();
        Assert.True(SecurityServerId.TryParse(server, out var serverId) & ClientId.TryParse(member, out var memberId));

        var (issued, refusal) = await role.The<IssueCertificate>().RunAsync(CertificateOrder.Signing(Requests.Ec(), (MemberId)memberId!, serverId!), TestContext.Current.CancellationToken);

        Assert.Equal((null, code), (issued, refusal?.Code));
    }

    [Theory]
    [InlineData("no host")]
    [InlineData("a/b")]
    [InlineData("ñandú.example")]
    public async Task What_is_no_host_does_not_get_into_a_certificate(string host)
    {
        await using var role = await AuthorityRole.StartAsync();

        var (_, refusal) = await role.The<IssueCertificate>().RunAsync(CertificateOrder.Authentication(Requests.Ec(), AuthorityRole.TransportServer, host), TestContext.Current.CancellationToken);

        Assert.Equal("host-wrong", refusal?.Code);
    }

    [Fact]
    public void Every_spoilt_byte_of_a_request_is_refused_and_nothing_is_thrown()
    {
        var request = Requests.Ec();
        for (var at = 0; at < request.Length; at++)
        {
            var spoilt = request.ToArray();
            spoilt[at] ^= 0x41;
            Assert.True(ProvenRequest.Read(spoilt).Key is null, $"With byte {at} spoilt the request still proves its key.");
            Assert.Null(ProvenRequest.Read(request.AsMemory(0, at)).Key);
        }

        Assert.NotNull(ProvenRequest.Read(request).Key);
        Assert.Null(ProvenRequest.Read((byte[])[.. request, 0]).Key);
        Assert.Null(ProvenRequest.Read(new byte[64 * 1024]).Key);
    }

    [Fact]
    public void Weak_and_unusual_keys_are_refused()
    {
        Assert.Contains("2048", ProvenRequest.Read(Requests.Rsa(1024)).Problem, StringComparison.Ordinal);
        Assert.Contains("P-256", ProvenRequest.Read(Requests.Of(ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10")))).Problem, StringComparison.Ordinal); // secp256k1
        Assert.Null(ProvenRequest.Read("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"u8.ToArray()).Key);
        Assert.Null(ProvenRequest.Read("-----BEGIN CERTIFICATE REQUEST-----\nAAAA"u8.ToArray()).Key);
    }

    [Fact]
    public async Task The_root_survives_a_restart()
    {
        await using var role = await AuthorityRole.StartAsync();
        var before = (await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), Transport, AuthorityRole.TransportServer))).AuthorityDer.ToArray();

        await role.RestartAsync();
        var after = await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), Transport, AuthorityRole.TransportServer));

        Assert.Equal(before, after.AuthorityDer.ToArray());
    }
}
