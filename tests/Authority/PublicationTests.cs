using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Servers;
using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Authority.Tests;

/// <summary>The global configuration over HTTP, PR-GCONF.</summary>
public sealed class PublicationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_server_with_the_anchor_gets_the_whole_configuration(int version)
    {
        await using var role = await AuthorityRole.StartAsync();
        var registered = await role.RegisterTransportAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");

        var (directory, shared, own) = await client.FetchAsync("internalconf", version);

        Assert.Equal(version, directory.Version);
        Assert.Equal(TimeSpan.FromMinutes(10), directory.Expires - DateTimeOffset.FromUnixTimeSeconds(role.Time.GetUtcNow().ToUnixTimeSeconds()));
        Assert.Equal(["RP/GOV/transport", "RP/GOV/health", "RP/COM/seguros"], shared.Members.Select(member => member.Id.ToString()));
        Assert.Equal(RegisterServerCertificate.FingerprintOf(registered.Der), shared.SecurityServers[0].AuthCertificateHashes.Single().Hex);
        Assert.Empty(shared.SecurityServers[1].AuthCertificateHashes);
        Assert.Equal("127.0.1.2", shared.SecurityServers[0].Address);
        Assert.Equal(TimeSpan.FromMinutes(1), own!.TimeStampingInterval);
        var ca = shared.ApprovedCas.Single();
        Assert.Equal((role.Url + "/ocsp", role.Url + "/tsa"), (ca.TopCa.OcspResponders.Single().Url, shared.ApprovedTsas.Single().Url));
        Assert.Equal(registered.AuthorityDer.ToArray(), ca.TopCa.Certificate.Der.ToArray());
        Assert.Equal(version >= 5, shared.SecurityServers[1].Maintenance is not null);
    }

    [Fact]
    public async Task Federated_instances_get_no_private_parameters_and_another_key()
    {
        await using var role = await AuthorityRole.StartAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "external");

        var (directory, shared, own) = await client.FetchAsync("externalconf", 6);

        Assert.Null(own);
        Assert.Equal("RP", shared.InstanceIdentifier);
        Assert.Single(directory.Parts);
        var verdict = await client.VerifyAsync("internalconf", 6);
        Assert.Equal(ConfigurationCodes.CertNotFound, verdict.Problem?.Name);
    }

    [Theory]
    [InlineData("EcdsaP256")]
    [InlineData("EcdsaP384")]
    [InlineData("Rsa2048")]
    public async Task Openssl_verifies_the_signature_of_what_is_served(string kind)
    {
        await using var role = await AuthorityRole.StartAsync(change: settings => settings["Authority:KeyKind"] = kind);
        var anchor = ConfigurationAnchor.Parse(await role.Anyone.GetByteArrayAsync("/anchor/internal", Ct));
        var directory = SignedDirectory.Parse(await role.Anyone.GetByteArrayAsync("/internalconf?version=6", Ct));
        using var certificate = anchor.Sources[0].VerificationCertificates[0].Open()!;
        var (key, signature, data) = (
            role.Save("key.pem", Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo()))), role.Save("signature", directory.Signature), role.Save("signed", directory.SignedBytes));

        var (exit, said) = await OpenSsl.AskAsync("dgst", "-sha512", "-verify", key, "-signature", signature, data);

        Assert.True(exit == 0 && said.Contains("Verified OK", StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    [InlineData("six")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("3&version=4")]
    public async Task A_version_that_is_not_written_is_not_found_with_a_sentence(string version)
    {
        await using var role = await AuthorityRole.StartAsync();

        using var answer = await role.Anyone.GetAsync($"/internalconf?version={version}", Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("versions 3 to 6", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_no_version_gets_the_newest()
    {
        await using var role = await AuthorityRole.StartAsync();

        var verdict = await (await ConfigurationClient.WithAnchorAsync(role, "internal")).VerifyAsync("internalconf", null);

        Assert.Equal(6, verdict.Directory!.Version);
    }

    [Fact]
    public async Task An_edition_is_kept_until_it_is_due_and_who_has_it_is_told_so()
    {
        await using var role = await AuthorityRole.StartAsync();
        using var first = await role.Anyone.GetAsync("/internalconf?version=6", Ct);
        var (again, same) = await WithTagAsync(role, first);
        role.Time.Advance(TimeSpan.FromSeconds(61));
        var (later, _) = await WithTagAsync(role, first);

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal((HttpStatusCode.NotModified, 0), (again, same));
        Assert.Equal(HttpStatusCode.OK, later);
        Assert.Equal("multipart/related", first.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_files_stay_for_good_where_they_were_listed()
    {
        await using var role = await AuthorityRole.StartAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");
        var listed = (await client.VerifyAsync("internalconf", 6)).Directory!.Parts.Single(part => part.Identifier == DirectoryPart.SharedParameters);
        await role.RegisterTransportAsync();
        var listedNow = (await client.VerifyAsync("internalconf", 6)).Directory!.Parts.Single(part => part.Identifier == DirectoryPart.SharedParameters);

        using var answer = await role.Anyone.GetAsync(listed.Location, Ct);

        Assert.NotEqual(listed.Location, listedNow.Location);
        Assert.True(listed.IsOf(await answer.Content.ReadAsByteArrayAsync(Ct)));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var nothing = await role.Anyone.GetAsync("/V6/00000000000000000000000000000000/shared-params.xml", Ct);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task What_changes_in_the_facts_is_published()
    {
        await using var role = await AuthorityRole.StartAsync();
        var client = await ConfigurationClient.WithAnchorAsync(role, "internal");
        await client.FetchAsync("internalconf", 6);

        await File.WriteAllTextAsync(role.FactsFile, ExampleFacts.Text.Replace("127.0.1.2", "127.0.1.22", StringComparison.Ordinal), Ct);
        role.Time.Advance(TimeSpan.FromMinutes(1));

        var (_, shared, _) = await client.FetchAsync("internalconf", 6);
        Assert.Equal("127.0.1.22", shared.SecurityServers[0].Address);
    }

    [Fact]
    public async Task The_head_of_a_configuration_can_be_asked_for()
    {
        await using var role = await AuthorityRole.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/internalconf?version=6");

        using var answer = await role.Anyone.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 1000);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_a_good_certificate_of_the_server_itself_is_registered(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var register = role.The<RegisterServerCertificate>();
        var (auth, sign) = (
            await role.IssueAsync(CertificateOrder.Authentication(Requests.Ec(), AuthorityRole.TransportServer)),
            await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), AuthorityRole.TransportServer.Owner, AuthorityRole.TransportServer)));

        Assert.Equal("wrong-certificate", (await register.RunAsync(AuthorityRole.TransportServer, sign.Der, Ct))?.Code);
        Assert.Equal("wrong-certificate", (await register.RunAsync(AuthorityRole.HealthServer, auth.Der, Ct))?.Code);
        Assert.Equal("unknown-certificate", (await register.RunAsync(AuthorityRole.TransportServer, new byte[100], Ct))?.Code);
        Assert.Equal("unknown-certificate", (await register.RunAsync(AuthorityRole.TransportServer, auth.AuthorityDer[..^1], Ct))?.Code);
        Assert.Null(await register.RunAsync(AuthorityRole.TransportServer, auth.Der, Ct));
        Assert.Null(await register.RunAsync(AuthorityRole.TransportServer, auth.Der, Ct));
        Assert.Null(await role.The<RemoveServerCertificate>().RunAsync(AuthorityRole.TransportServer, auth.Der, Ct));
        Assert.Equal("not-registered", (await role.The<RemoveServerCertificate>().RunAsync(AuthorityRole.TransportServer, auth.Der, Ct))?.Code);
        await role.The<RevokeCertificate>().RunAsync(auth.Serial, X509RevocationReason.Superseded, Ct);
        Assert.Equal("certificate-not-good", (await register.RunAsync(AuthorityRole.TransportServer, auth.Der, Ct))?.Code);
    }

    private static async Task<(HttpStatusCode Status, int Length)> WithTagAsync(AuthorityRole role, HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internalconf?version=6");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await role.Anyone.SendAsync(request, Ct);
        return (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length);
    }
}
