using System.Diagnostics;
using System.Text;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

public sealed class SharedParametersTests
{
    [Theory]
    [InlineData("globalconf_good_v6/foo_v2/shared-params.xml", "foo_v2", 0, 3, 4, 0)]
    [InlineData("globalconf_good_v6/baz_v3/shared-params.xml", "baz_v3", 1, 3, 4, 0)]
    [InlineData("globalconf_good_v6/qux_v4/shared-params.xml", "qux_v4", 1, 3, 4, 0)]
    [InlineData("globalconf_good_v6/quux_v5/shared-params.xml", "quux_v5", 1, 3, 4, 0)]
    [InlineData("globalconf_good_v6/EE/shared-params.xml", "EE", 1, 3, 4, 0)]
    [InlineData("globalconf_good_v6/bar/shared-params.xml", "bar", 1, 3, 4, 0)]
    [InlineData("DEV-v3/DEV/shared-params.xml", "DEV", 1, 2, 2, 0)]
    [InlineData("cs/V3/20240408142911166434000/shared-params.xml", "CS", 1, 3, 2, 0)]
    [InlineData("cs/V6/20251110170000548026000/shared-params.xml", "DEV", 1, 2, 2, 0)]
    [InlineData("rotated/V5/20250303143831136684000/shared-params.xml", "DEV", 1, 2, 2, 0)]
    public void A_file_of_every_version_is_read(string file, string instance, int sources, int members, int servers, int unknown)
    {
        var shared = SharedParameters.Parse(Vectors.Read(file));

        Assert.Equal((instance, sources, members, servers, unknown), (shared.InstanceIdentifier, shared.Sources.Count, shared.Members.Count, shared.SecurityServers.Count, shared.UnknownElements));
    }

    [Fact]
    public void What_version_6_says_is_all_read()
    {
        var shared = SharedParameters.Parse(Vectors.Read("globalconf_good_v6/EE/shared-params.xml"));

        var ca = shared.ApprovedCas.First(ca => ca.Name == "pki1");
        Assert.Equal([CostType.Free, CostType.Paid, CostType.Paid], ca.TopCa.OcspResponders.Take(3).Select(responder => responder.Cost!.Value));
        Assert.EndsWith("TestCertificateProfileInfoProvider", ca.CertificateProfileInfo, StringComparison.Ordinal);
        var tsa = Assert.Single(shared.ApprovedTsas);
        Assert.Equal(("Test TSP", "http://www.foo.bar", CostType.Paid), (tsa.Name, tsa.Url, tsa.Cost));
        using var certificate = tsa.Certificate.Open();
        Assert.Contains("CN=timestamp1", certificate!.Subject, StringComparison.Ordinal);
        var foo = shared.Members.Single(member => member.Id.MemberCode == "foo");
        Assert.Equal([("foosubsystem", "FOO Subsystem"), ("barsubsystemId", null)], foo.Subsystems.Select(subsystem => (subsystem.Id.Code, subsystem.Name)));
        Assert.Equal("Test maintenance mode", shared.SecurityServers.Single(server => server.Maintenance is not null).Maintenance!.Message);
        var producer = shared.SecurityServers[0];
        Assert.Equal("EE/BUSINESS/producer/producerServerCode", producer.Id.ToString());
        Assert.Equal(["EE/BUSINESS/consumer", "EE/BUSINESS/foo", "EE/BUSINESS/foo/foosubsystem"], producer.Clients.Select(client => client.ToString()!));
        Assert.Equal(4, Assert.Single(shared.GlobalGroups).Members.Count);
        Assert.Equal(TimeSpan.FromSeconds(42), shared.OcspFreshness);
    }

    [Fact]
    public void Version_2_names_certificates_by_SHA_1()
    {
        var shared = SharedParameters.Parse(Vectors.Read("globalconf_good_v6/foo_v2/shared-params.xml"));

        Assert.Equal([false, true, true, true], shared.SecurityServers.Select(server => server.AuthCertificateHashes.Any(hash => hash.IsSha1)).ToArray());
    }

    [Theory, InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void What_is_written_is_read_back_as_far_as_its_version_goes(int version)
    {
        var written = Country.Shared().Write(version);
        var read = SharedParameters.Parse(written);

        Assert.Equal(Description.Of(Cut(Country.Shared(), version)), Description.Of(read));
        Assert.Equal(written, read.Write(version));
    }

    [Theory, InlineData(2), InlineData(7)]
    public void Other_versions_are_not_written(int version) => Assert.Throws<ArgumentOutOfRangeException>(() => Country.Shared().Write(version));

    [Fact]
    public void What_could_not_be_read_back_is_not_written()
    {
        var shared = Country.Shared();
        var server = shared.SecurityServers[0];

        Assert.Throws<ArgumentException>(() => (shared with { Sources = [] }).Write(6));
        Assert.Throws<ArgumentException>(() => (shared with { Members = [] }).Write(6));
        Assert.Throws<ArgumentException>(() => (shared with { Members = [.. shared.Members, shared.Members[0]] }).Write(6));
        Assert.Throws<ArgumentException>(() => (shared with { SecurityServers = [server with { AuthCertificateHashes = [CertificateHash.Sha1Of(Country.ServerCertificate)] }] }).Write(6));
    }

    [Theory, InlineData("cs/V3/20240408142911166434000", 4), InlineData("rotated/V5/20250303143831136684000", 5), InlineData("cs/V6/20251110170000548026000", 6)]
    public void A_centres_file_is_the_same_after_reading_and_writing(string folder, int version)
    {
        var shared = SharedParameters.Parse(Vectors.Read(folder + "/shared-params.xml"));

        Assert.Equal(Description.Of(shared), Description.Of(SharedParameters.Parse(shared.Write(version))));
    }

    [Fact]
    public void What_a_newer_centre_adds_is_counted_and_passed_over()
    {
        var text = Encoding.UTF8.GetString(Country.Shared().Write(6))
            .Replace("<address>node.transport</address>", "<port>5500</port><address>node.transport</address><deep><er>x</er><er/></deep>", StringComparison.Ordinal)
            .Replace("<costType>FREE</costType>", "<costType>BARTER</costType>", StringComparison.Ordinal)
            .Replace("<globalSettings>", "<globalSettings xmlns:n='urn:new'><n:ocspFreshnessSeconds>1</n:ocspFreshnessSeconds>", StringComparison.Ordinal);

        var read = SharedParameters.Parse(Encoding.UTF8.GetBytes(text));

        Assert.Equal((4, TimeSpan.FromHours(1)), (read.UnknownElements, read.OcspFreshness));
        Assert.Null(read.ApprovedCas[0].TopCa.OcspResponders[0].Cost);
        Assert.Equal("node.transport", read.SecurityServers[0].Address);
    }

    [Fact]
    public void A_large_country_is_read_in_less_than_50_milliseconds()
    {
        var file = Country.Large(950).Write(6);
        Assert.InRange(file.Length, 780 * 1024, 1200 * 1024);
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 100; round++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(950, SharedParameters.Parse(file).SecurityServers.Count);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, clock.Elapsed.Ticks));
        }

        TestContext.Current.SendDiagnosticMessage($"{file.Length / 1024} KB in {best.TotalMilliseconds:0.0} ms");
        Assert.True(best < TimeSpan.FromMilliseconds(50), $"{file.Length} bytes took {best.TotalMilliseconds} ms");
    }

    private static SharedParameters Cut(SharedParameters shared, int version) => shared with
    {
        ApprovedCas = [.. shared.ApprovedCas.Select(ca => ca with
        {
            DefaultCsrFormat = version >= 6 ? ca.DefaultCsrFormat : null,
            AcmeServer = version >= 4 ? ca.AcmeServer : ca.AcmeServer is { } acme ? new AcmeServer(acme.DirectoryUrl, acme.IpAddress) : null,
            TopCa = Cut(ca.TopCa, version),
            IntermediateCas = [.. ca.IntermediateCas.Select(authority => Cut(authority, version))],
        })],
        ApprovedTsas = [.. shared.ApprovedTsas.Select(tsa => version >= 6 ? tsa : tsa with { Cost = null })],
        Members = [.. shared.Members.Select(member => version >= 5 ? member : member with { Subsystems = [.. member.Subsystems.Select(subsystem => subsystem with { Name = null })] })],
        SecurityServers = [.. shared.SecurityServers.Select(server => version >= 5 ? server : server with { Maintenance = null })],
    };

    private static CaCertificate Cut(CaCertificate ca, int version) =>
        version >= 6 ? ca : ca with { OcspResponders = [.. ca.OcspResponders.Select(responder => responder with { Cost = null })] };
}
