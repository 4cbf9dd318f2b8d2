using System.Text;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

public sealed class PrivateParametersTests
{
    [Theory]
    [InlineData("globalconf_good_v6/EE", "EE", 123), InlineData("globalconf_good_v6/foo_v2", "foo_v2", 123), InlineData("globalconf_good_v6/baz_v3", "baz_v3", 123)]
    [InlineData("globalconf_good_v6/qux_v4", "qux_v4", 123), InlineData("globalconf_good_v6/quux_v5", "quux_v5", 123)]
    [InlineData("cs/V6/20251110170000548026000", "DEV", 60), InlineData("rotated/V5/20250303143831136684000", "DEV", 60), InlineData("cs/V3/20240408142911166434000", "CS", 60)]
    public void A_file_of_every_version_is_read(string folder, string instance, int seconds)
    {
        var own = PrivateParameters.Parse(Vectors.Read(folder + "/private-params.xml"));

        Assert.Equal((instance, TimeSpan.FromSeconds(seconds), 0), (own.InstanceIdentifier, own.TimeStampingInterval, own.UnknownElements));
    }

    [Fact]
    public void The_management_service_and_the_anchors_of_others_are_read()
    {
        var own = PrivateParameters.Parse(Vectors.Read("globalconf_good_v6/EE/private-params.xml"));

        Assert.Equal(new ManagementService("http://mgmt.com:1234", null, new MemberId("EE", "BUSINESS", "servicemember2")), own.ManagementService);
        var anchor = Assert.Single(own.FederationAnchors);
        Assert.Equal(("bar", "http://www.bar.com/conf"), (anchor.InstanceIdentifier, Assert.Single(anchor.Sources).DownloadUrl));
    }

    [Fact]
    public void Written_parameters_are_read_back()
    {
        var read = PrivateParameters.Parse(Federated().Write());

        Assert.Equal(Description.Of(Federated()), Description.Of(read));
        Assert.Equal(["RA"], read.FederationAnchors.Select(anchor => anchor.InstanceIdentifier));
    }

    [Theory]
    [InlineData("<timeStampingIntervalSeconds>60</timeStampingIntervalSeconds>", "")]
    [InlineData("<managementService>", "<managementService><authCertRegServiceAddress>x</authCertRegServiceAddress>")]
    [InlineData("SUBSYSTEM\">", "SUBSYSTEM\"><x>y</x>")]
    public void An_element_that_is_missing_or_too_many_is_malformed_and_an_unknown_one_is_not(string from, string to)
    {
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Federated().Write()).Replace(from, to, StringComparison.Ordinal));

        if (to.Contains("<x>", StringComparison.Ordinal))
            Assert.Equal(1, PrivateParameters.Parse(changed).UnknownElements);
        else
            Assert.Throws<MalformedConfigurationException>(() => PrivateParameters.Parse(changed));
    }

    internal static PrivateParameters Federated() => new(
        "RP",
        [
            new ConfigurationAnchor("RP", null, [new AnchorSource("http://centre/externalconf", [Country.Junk(1)])]),
            new ConfigurationAnchor("RA", Centre.Now, [new AnchorSource("http://andes/externalconf", [Country.Junk(2), Country.Junk(3)]), new AnchorSource("http://andes2/externalconf", [Country.Junk(2)])]),
        ],
        new ManagementService("https://centre:4001/", Country.Junk(4), new SubsystemId(Country.Transport, "management")),
        TimeSpan.FromSeconds(60));
}
