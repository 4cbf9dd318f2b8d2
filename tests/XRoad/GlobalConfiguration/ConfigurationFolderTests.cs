using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.Tests.GlobalConfiguration;

public sealed class ConfigurationFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-conf-").FullName;

    [Fact]
    public void A_folder_with_every_version_is_read()
    {
        var configuration = ConfigurationFolder.Read(Vectors.Path("globalconf_good_v6"));

        Assert.Equal(("EE", "EE"), (configuration.OwnInstance, configuration.Own.Identifier));
        Assert.Empty(configuration.Problems);
        Assert.Equal(
            [("EE", 6), ("bar", 3), ("baz_v3", 3), ("foo_v2", null), ("quux_v5", 5), ("qux_v4", 4)],
            configuration.Instances.Select(instance => (instance.Identifier, instance.Version)));
        Assert.All(configuration.Instances, instance => Assert.Equal(new DateTimeOffset(2124, 5, 20, 17, 42, 55, TimeSpan.Zero), instance.Expires));
        Assert.All(configuration.Instances, instance => Assert.Equal(instance.Identifier == "bar", instance.Private is null));
        Assert.True(configuration.Own.IsCurrent(Centre.Now));
        Assert.False(configuration.Own.IsCurrent(Centre.Now.AddYears(200)));
        Assert.Null(configuration.Find("nowhere"));
    }

    [Fact]
    public void A_folder_without_expiry_and_private_parameters_is_read()
    {
        var own = ConfigurationFolder.Read(Vectors.Path("DEV-v3")).Own;

        Assert.Equal(("DEV", 3, null, null), (own.Identifier, own.Version, own.Expires, own.Private));
        Assert.True(own.IsCurrent(Centre.Now));
    }

    [Fact]
    public void Another_instance_that_cannot_be_read_leaves_the_own()
    {
        Write("RP", "shared-params.xml", Country.Shared().Write(6));
        Write("RA", "shared-params.xml", "nonsense"u8.ToArray());
        Write("R3", "shared-params.xml", Country.Shared().Write(6));

        var configuration = ConfigurationFolder.Read(Own("RP"));

        Assert.Equal("RP", Assert.Single(configuration.Instances).Identifier);
        Assert.Collection(
            configuration.Problems,
            problem => Assert.Contains("R3", problem, StringComparison.Ordinal),
            problem => Assert.Contains(Path.Combine("RA", "shared-params.xml"), problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"configurationVersion\":\"six\"}")]
    [InlineData("{\"expirationDate\":\"tomorrow\"}")]
    [InlineData("{\"expirationDate\":5}")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Metadata_that_cannot_be_read_are_malformed(string json)
    {
        Write("RP", "shared-params.xml", Country.Shared().Write(6));
        Write("RP", "shared-params.xml.metadata", System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Contains(".metadata", Assert.Throws<MalformedConfigurationException>(() => ConfigurationFolder.Read(Own("RP"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_such_folder_is_told_by_what_it_misses()
    {
        Assert.Contains("instance-identifier", Problem(), StringComparison.Ordinal);
        Own(" ");
        Assert.Contains("is empty", Problem(), StringComparison.Ordinal);
        Own("RP");
        Assert.Contains("no folder RP", Problem(), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "RP"));
        Assert.Contains("There is no", Problem(), StringComparison.Ordinal);
        Write("RP", "shared-params.xml", Country.Shared().Write(6));
        Write("RP", "private-params.xml", (PrivateParametersTests.Federated() with { InstanceIdentifier = "RA" }).Write());
        Assert.Contains("of the instance RA", Problem(), StringComparison.Ordinal);
    }

    [Theory, InlineData("RP", "RP"), InlineData("ee-dev_1.*", "ee-dev_1.*"), InlineData("A B", "A+B"), InlineData("../x", "..%2Fx"), InlineData("ñ~", "%C3%B1%7E")]
    public void A_folder_is_named_as_X_Road_names_it(string instance, string folder) => Assert.Equal(folder, ConfigurationFolder.NameOf(instance));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Problem() => Assert.Throws<MalformedConfigurationException>(() => ConfigurationFolder.Read(_folder)).Message;

    private string Own(string instance)
    {
        File.WriteAllText(Path.Combine(_folder, "instance-identifier"), instance);
        return _folder;
    }

    private void Write(string instance, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(_folder, instance));
        File.WriteAllBytes(Path.Combine(_folder, instance, name), content);
    }
}
