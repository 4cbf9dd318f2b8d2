using System.Net;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Data;
using Cabildo.Authority.Tests.Support;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Timestamps;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Authority.Tests;

/// <summary>Lost keys, and many at once.</summary>
public sealed class OutageTests
{
    private static readonly byte[] Data = "what existed"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_root_than_the_databases_issues_nothing()
    {
        await using var role = await AuthorityRole.StartAsync();
        var order = CertificateOrder.Signing(Requests.Ec(), AuthorityRole.TransportServer.Owner, AuthorityRole.TransportServer);
        await role.IssueAsync(order);

        await role.StopAsync();
        Directory.Delete(Path.Combine(role.Folder, "root"), recursive: true);
        await role.RestartedAsync();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => role.The<IssueCertificate>().RunAsync(order, Ct));
        Assert.Contains("Restore the token", problem.Message, StringComparison.Ordinal);
        using var configuration = await role.Anyone.GetAsync("/internalconf", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, configuration.StatusCode);
    }

    [Fact]
    public async Task Without_its_key_no_configuration_is_signed_rather_than_one_that_all_refuse()
    {
        await using var role = await AuthorityRole.StartAsync();
        await role.Anyone.GetStringAsync("/anchor/internal", Ct);

        await role.StopAsync();
        File.Delete(Path.Combine(role.Folder, "keys", "conf-internal-1.key"));
        await role.RestartedAsync();

        using var configuration = await role.Anyone.GetAsync("/internalconf", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, configuration.StatusCode);
        Assert.False(File.Exists(Path.Combine(role.Folder, "keys", "conf-internal-1.key")));
    }

    [Fact]
    public async Task A_lost_key_of_the_timestamps_is_replaced_and_old_stamps_stay_verifiable()
    {
        await using var role = await AuthorityRole.StartAsync();
        var before = (await role.The<ServiceCertificates>().CurrentAsync(Ct)).Timestamping.Certificate.RawData;
        role.Time.Advance(TimeSpan.FromDays(3));

        await role.StopAsync();
        File.Delete(Path.Combine(role.Folder, "keys", "tsa.key"));
        await role.RestartedAsync();
        var stamp = await StampAsync(role);

        var now = await role.The<ServiceCertificates>().CurrentAsync(Ct);
        Assert.True(stamp.Token!.Check(Data, [now.Timestamping.Certificate]).IsValid);
        Assert.Contains(now.TimestampingCertificates, der => der.AsSpan().SequenceEqual(before));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_its_database_the_authority_stamps_on_and_says_that_it_cannot_answer_about_certificates(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var issued = await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), AuthorityRole.TransportServer.Owner, AuthorityRole.TransportServer));
        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        await role.Anyone.GetStringAsync("/anchor/internal", Ct);

        await using (var database = await role.The<IDbContextFactory<AuthorityContext>>().CreateDbContextAsync(Ct))
            await database.Database.ExecuteSqlAsync($"ALTER TABLE authority_certificates RENAME TO authority_certificates_away", Ct);
        role.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull((await StampAsync(role)).Token);
        Assert.Equal(OcspResponseStatus.InternalError, (await StatusAsync(role, OcspCertificateId.Of(certificate, authority))).Status);
        using var configuration = await role.Anyone.GetAsync("/internalconf?version=6", Ct);
        Assert.Equal(HttpStatusCode.OK, configuration.StatusCode);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Many_who_ask_at_once_all_get_answers_that_hold(DatabaseEngine engine)
    {
        await using var role = await AuthorityRole.StartAsync(engine);
        var issued = await role.IssueAsync(CertificateOrder.Signing(Requests.Ec(), AuthorityRole.TransportServer.Owner, AuthorityRole.TransportServer));
        using var certificate = issued.Open();
        using var authority = issued.OpenAuthority();
        var signer = (await role.The<ServiceCertificates>().CurrentAsync(Ct)).Timestamping.Certificate;

        var stamps = Enumerable.Range(0, 100).Select(_ => StampAsync(role)).ToList();
        var statuses = Enumerable.Range(0, 100).Select(_ => StatusAsync(role, OcspCertificateId.Of(certificate, authority))).ToList();

        Assert.All(await Task.WhenAll(stamps), stamp => Assert.True(stamp.Token!.Check(Data, [signer]).IsValid));
        Assert.All(await Task.WhenAll(statuses), status => Assert.True(new OcspCheck(authority).Run(status, certificate, role.Time.GetUtcNow()).IsGood));
    }

    private static async Task<TimestampResponse> StampAsync(AuthorityRole role)
    {
        var query = new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha512, Data)).Encode();
        using var content = new ByteArrayContent(query) { Headers = { ContentType = new("application/timestamp-query") } };
        using var answer = await role.Anyone.PostAsync("/tsa", content, Ct);
        return TimestampResponse.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    private static async Task<OcspResponse> StatusAsync(AuthorityRole role, OcspCertificateId id)
    {
        using var content = new ByteArrayContent(new OcspRequest([id], OcspRequest.NewNonce()).Encode()) { Headers = { ContentType = new("application/ocsp-request") } };
        using var answer = await role.Anyone.PostAsync("/ocsp", content, Ct);
        return OcspResponse.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));
    }
}
