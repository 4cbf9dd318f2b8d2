using System.Security.Cryptography;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Testing;
using Cabildo.Trust.Certificates;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Exchange.Tests.Certificates;

/// <summary>With what the members of a node sign.</summary>
public sealed class MemberSignersTests : IAsyncLifetime
{
    private static readonly MemberId Other = new("RP", "GOV", "other");
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-signers-").FullName;
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly Node _node = new("RP/GOV/digital/digital-1", "127.0.9.1", TestNodes.Client);
    private TestCountry _country = null!;
    private Running _running = null!;

    private MemberId Owner => _node.Id.Owner;

    private MemberSigners Signers => _node.Services.GetRequiredService<MemberSigners>();

    public async ValueTask InitializeAsync()
    {
        _country = await TestCountry.StartAsync(_folder, _time);
        _country.Centre.Validity = TimeSpan.FromDays(2);
        _node.Join(_country, Path.Combine(_folder, "node"));
        _node.Time = _time;
        _node.Settings["Exchange:Clients:0:Id"] = TestNodes.Client;
        _node.Settings["Exchange:Clients:1:Id"] = Other + "/system";
        var app = _node.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        _running = new Running(app);
        await _node.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        await _country.DisposeAsync();
        _node.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_a_member_signs_is_verified_under_the_configuration()
    {
        var (signer, problem) = Signers.For(Owner);
        Assert.Null(problem);
        var message = "message"u8.ToArray();
        var signature = signer!.Sign(new SignableMessage(SHA512.HashData(message), []));

        var current = _node.Services.GetRequiredService<NodeConfiguration>().Current!;
        Assert.Null(current.Verifier.Verify(signature, new MessageData(message, [], signature), Owner, _time.GetUtcNow()).Fault);
        Assert.NotNull(current.Verifier.Verify(signature, new MessageData(message, [], signature), Other, _time.GetUtcNow()).Fault);
    }

    [Fact]
    public async Task The_signer_stays_until_its_OCSP_answer_changes()
    {
        var first = Signers.For(Owner).Signer;
        Assert.Same(first, Signers.For(Owner).Signer);

        await AfterAsync(TimeSpan.FromMinutes(31));

        Assert.NotNull(Signers.For(Owner).Signer);
        Assert.NotSame(first, Signers.For(Owner).Signer);
    }

    [Fact]
    public void A_member_without_a_key_cannot_sign() => AssertCannot(Other, "has no signing key");

    [Fact]
    public async Task A_certificate_for_another_member_does_not_serve()
    {
        var key = _node.Token.GetOrCreate(NodeKeys.SigningLabel(Other));
        var subject = XRoad.GlobalConfiguration.Naming.MemberNaming.SubjectOf(TestCountry.Profile, Owner, "Owner", _node.Id, "XX")!;
        _node.Token.SetCertificate(key, CertificateProfiles.ExchangeSign(_country.Authority, key.PublicKey, subject, _country.Validity));
        await _node.RefreshAsync();
        await _node.RefreshAsync();

        AssertCannot(Other, $"is for {Owner}");
    }

    [Fact]
    public async Task A_TLS_certificate_does_not_sign()
    {
        var key = _node.Token.GetOrCreate(NodeKeys.SigningLabel(Other));
        var subject = XRoad.GlobalConfiguration.Naming.MemberNaming.SubjectOf(TestCountry.Profile, Other, "Other", _node.Id, "XX")!;
        _node.Token.SetCertificate(key, CertificateProfiles.ExchangeAuth(_country.Authority, key.PublicKey, subject, ["127.0.9.1"], _country.Validity));
        await _node.RefreshAsync();

        AssertCannot(Other, "lacks nonRepudiation");
    }

    [Fact]
    public async Task A_revoked_certificate_signs_no_longer()
    {
        _country.Responder.Revoke(_node.Token.Find(NodeKeys.SigningLabel(Owner))!.Certificate!);

        await AfterAsync(TimeSpan.FromMinutes(31));

        AssertCannot(Owner, "revoked");
    }

    [Fact]
    public async Task An_answer_that_is_too_old_ends_signing_and_a_new_one_begins_it_again()
    {
        _country.Responder.IsDown = true;
        await AfterAsync(TimeSpan.FromMinutes(61));
        AssertCannot(Owner, "older than 3600 s");

        _country.Responder.IsDown = false;
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Null(Signers.For(Owner).Problem);
    }

    [Fact]
    public async Task An_authority_that_is_approved_for_TLS_alone_does_not_make_signers()
    {
        _country.Centre.Shared = _country.Centre.Shared with { ApprovedCas = [.. _country.Centre.Shared.ApprovedCas.Select(ca => ca with { AuthenticationOnly = true })] };

        await _node.RefreshAsync();

        AssertCannot(Owner, "not by an authority approved for it");
        Assert.Null(_node.Services.GetRequiredService<OwnOcsp>().OfAuthentication().Problem);
    }

    [Fact]
    public async Task Without_a_configuration_nobody_signs()
    {
        await _country.Centre.StopAsync();
        _time.Advance(TimeSpan.FromDays(3));

        Assert.Equal("OutdatedGlobalConf", Signers.For(Owner).Problem?.Name);
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _node.RefreshAsync();
    }

    private void AssertCannot(MemberId member, string because)
    {
        var (signer, problem) = Signers.For(member);
        Assert.Null(signer);
        Assert.Equal("CannotCreateSignature", problem?.Name);
        Assert.Contains(because, problem?.Message, StringComparison.Ordinal);
    }
}
