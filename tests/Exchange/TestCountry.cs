using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Tests.Configuration;
using Cabildo.Platform.Hosting;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Tests;

/// <summary>An instance: an authority that issues, its responder that answers, and a centre that publishes who is registered.</summary>
internal sealed class TestCountry : IAsyncDisposable
{
    public const string Profile = "ee.ria.xroad.common.certificateprofile.impl.FiVRKCertificateProfileInfoProvider";
    private readonly SoftToken _token;
    private readonly string _anchor;

    private TestCountry(string folder, TimeProvider time, string instance)
    {
        _token = SoftToken.Open(Path.Combine(folder, $"authority-{instance}"));
        _anchor = Path.Combine(folder, $"anchor-{instance}.xml");
        Validity = ValidityPeriod.From(time.GetUtcNow().AddDays(-1), 30);
        Authority = TestKeys.Authority(_token, $"Authority of {instance}", Validity);
        var responder = _token.GetOrCreate("responder");
        _token.SetCertificate(responder, CertificateProfiles.OcspResponder(Authority, responder.PublicKey, new($"CN=Responder of {instance}"), Validity));
        var last = instance == "RP" ? 0 : 1;
        Responder = new TestResponder(responder, Authority.Certificate!, time, $"127.0.9.{250 + last}");
        Centre = new TestCentre(instance, $"127.0.9.{252 + last}", time);
        var timestamper = _token.GetOrCreate("timestamper");
        _token.SetCertificate(timestamper, CertificateProfiles.TimestampAuthority(Authority, timestamper.PublicKey, new($"CN=Timestamper of {instance}"), Validity));
        Responder.Stamps(timestamper);
        Centre.Shared = Centre.Shared with
        {
            ApprovedCas = [Approve(Authority.Certificate!)],
            ApprovedTsas = [new ApprovedTsa("Timestamper", Responder.Url + "tsa", EncodedCertificate.From(timestamper.Certificate!))],
        };
    }

    /// <summary>The ports at which all servers of all instances listen.</summary>
    public int PeersPort { get; private set; } = LoopbackPorts.Free("0.0.0.0");

    public int OcspPort { get; private set; } = LoopbackPorts.Free("0.0.0.0");

    public TokenKey Authority { get; }

    public TestResponder Responder { get; }

    public TestCentre Centre { get; }

    public ValidityPeriod Validity { get; }

    public static async Task<TestCountry> StartAsync(string folder, TimeProvider? time = null, string instance = "RP")
    {
        var country = new TestCountry(folder, time ?? TimeProvider.System, instance);
        await country.Responder.StartAsync();
        await country.Centre.StartAsync();
        await File.WriteAllBytesAsync(country._anchor, country.Centre.Anchor().Write());
        return country;
    }

    /// <summary>Makes two instances know each other.</summary>
    public void FederateWith(TestCountry other)
    {
        Centre.Private = Centre.Private with { Anchors = [other.Centre.Anchor(external: true)] };
        other.Centre.Private = other.Centre.Private with { Anchors = [Centre.Anchor(external: true)] };
        (other.PeersPort, other.OcspPort) = (PeersPort, OcspPort);
    }

    /// <summary>An approval of an authority by this country, with its responder.</summary>
    public ApprovedCa Approve(X509Certificate2 top, params X509Certificate2[] intermediates) => new()
    {
        Name = top.Subject,
        TopCa = Ca(top),
        IntermediateCas = [.. intermediates.Select(Ca)],
        CertificateProfileInfo = Profile,
    };

    /// <summary>Registers a server, or its new address, certificates and clients.</summary>
    public void Register(SecurityServerId server, string? address, IEnumerable<X509Certificate2> certificates, params ClientId[] clients)
    {
        var shared = Centre.Shared;
        var members = shared.Members.SelectMany(member => member.Subsystems.Select(subsystem => (ClientId)subsystem.Id).Prepend(member.Id))
            .Concat(clients).Append(server.Owner).GroupBy(client => client.Member)
            .Select(group => new Member(group.Key, new MemberClass("GOV", "Government"), group.Key.MemberCode, [.. group.OfType<SubsystemId>().Distinct().Select(id => new Subsystem(id, null))]));
        Centre.Shared = shared with
        {
            Members = [.. members],
            SecurityServers =
            [
                .. shared.SecurityServers.Where(other => other.Id != server),
                new SecurityServer(server, address, [.. certificates.Select(CertificateHash.Of)], [.. clients.Where(client => client is SubsystemId)]),
            ],
        };
    }

    /// <summary>Changes what is registered of a server.</summary>
    public void Change(SecurityServerId server, Func<SecurityServer, SecurityServer> change) => Centre.Shared = Centre.Shared with
    {
        SecurityServers = [.. Centre.Shared.SecurityServers.Select(other => other.Id == server ? change(other) : other)],
    };

    /// <summary>Tells a node's settings where the country is.</summary>
    public void Configure(Dictionary<string, string?> settings, string folder)
    {
        settings["Exchange:Anchor"] = _anchor;
        settings["Exchange:ConfigurationFolder"] = Path.Combine(folder, "globalconf");
        settings["Exchange:OcspFolder"] = Path.Combine(folder, "ocsp");
        settings["Exchange:PeersPort"] = $"{PeersPort}";
        settings["Exchange:OcspPort"] = $"{OcspPort}";
    }

    public async ValueTask DisposeAsync()
    {
        await Centre.DisposeAsync();
        await Responder.DisposeAsync();
        _token.Dispose();
    }

    private CaCertificate Ca(X509Certificate2 certificate) =>
        new(EncodedCertificate.From(certificate), [new OcspResponder(Responder.Url, EncodedCertificate.From(Responder.Certificate))]);
}
