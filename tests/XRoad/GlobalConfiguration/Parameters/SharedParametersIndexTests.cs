using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

public sealed class SharedParametersIndexTests
{
    private readonly SharedParametersIndex _index = new(SharedParameters.Parse(Country.Shared().Write(6)));

    [Fact]
    public void Members_and_subsystems_are_found_by_their_exact_identifier()
    {
        Assert.Equal("Transporte", _index.Member(Country.Transport)!.Name);
        Assert.True(_index.IsRegistered(Country.Licences));
        Assert.True(_index.IsRegistered(Country.Insurer));
        Assert.False(_index.IsRegistered(new SubsystemId(Country.Transport, "Licences")));
        Assert.Null(_index.Member(new MemberId("RA", "GOV", "transport")));
    }

    [Fact]
    public void Servers_are_found_by_client_and_by_owner_who_is_not_listed()
    {
        Assert.Equal("transport-1", Assert.Single(_index.ServersOf(Country.Licences)).Id.Code);
        Assert.Equal("transport-1", Assert.Single(_index.ServersOf(Country.Transport)).Id.Code);
        Assert.Equal(["transport-1", "s"], _index.ServersOf(Country.Insurer).Select(server => server.Id.Code));
        Assert.Empty(_index.ServersOf(new SubsystemId(Country.Transport, "áé")));
        Assert.Equal("node.transport", _index.Server(new SecurityServerId(Country.Transport, "transport-1"))!.Address);
    }

    [Fact]
    public void A_server_is_found_by_its_certificate_whichever_hash_names_it()
    {
        var old = Country.Shared();
        old = old with { SecurityServers = [old.SecurityServers[0] with { AuthCertificateHashes = [CertificateHash.Sha1Of(Country.ServerCertificate)] }] };

        Assert.Equal("transport-1", _index.ServerOf(Country.ServerCertificate)!.Id.Code);
        Assert.Equal("transport-1", new SharedParametersIndex(old).ServerOf(Country.ServerCertificate)!.Id.Code);
        Assert.Null(_index.ServerOf(Country.AuthorityCertificate));
    }

    [Fact]
    public void An_authority_is_found_by_what_it_issued()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=member", key, HashAlgorithmName.SHA256);
        using var issued = request.Create(
            Country.AuthorityCertificate.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), Centre.Now, Centre.Now.AddYears(1), [1]);

        var issuer = Assert.Single(_index.IssuersOf(issued));

        Assert.Equal(("Autoridad & <hijos>", 2), (issuer.Approval.Name, issuer.Authority.OcspResponders.Count));
        Assert.Empty(_index.IssuersOf(Country.ServerCertificate));
    }

    [Fact]
    public void Groups_hold_who_is_listed_and_nobody_else()
    {
        Assert.True(_index.IsInGroup("registers", Country.Licences));
        Assert.False(_index.IsInGroup("registers", Country.Transport));
        Assert.False(_index.IsInGroup("empty", Country.Licences));
        Assert.False(_index.IsInGroup("nobody's", Country.Licences));
        Assert.Null(_index.Group("nobody's"));
    }

    [Fact]
    public void The_certificates_of_timestamps_are_those_of_the_approved_authorities() =>
        Assert.Equal([Country.Junk(9), Country.Junk(10)], _index.TimeStampingCertificates);
}
