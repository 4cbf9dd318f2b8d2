using System.Text;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

public sealed class HostileParametersTests
{
    private const string Member = "<member id='m'><memberClass><code>GOV</code><description/></memberClass><memberCode>t</memberCode><name>T</name></member>";
    private const string Settings = "<globalSettings><ocspFreshnessSeconds>1</ocspFreshnessSeconds></globalSettings>";

    [Fact]
    public void The_least_that_can_be_said_is_read()
    {
        var shared = Parse("<instanceIdentifier>A</instanceIdentifier>" + Member + Settings);

        Assert.Equal("A/GOV/t", Assert.Single(shared.Members).Id.ToString());
    }

    [Theory]
    [InlineData("no instance", Member + Settings)]
    [InlineData("no settings", "<instanceIdentifier>A</instanceIdentifier>")]
    [InlineData("no freshness", "<instanceIdentifier>A</instanceIdentifier><globalSettings/>")]
    [InlineData("no number", "<instanceIdentifier>A</instanceIdentifier><globalSettings><ocspFreshnessSeconds>-1</ocspFreshnessSeconds></globalSettings>")]
    [InlineData("a number too large", "<instanceIdentifier>A</instanceIdentifier><globalSettings><ocspFreshnessSeconds>99999999999999999999</ocspFreshnessSeconds></globalSettings>")]
    [InlineData("two instances", "<instanceIdentifier>A</instanceIdentifier><instanceIdentifier>B</instanceIdentifier>" + Settings)]
    [InlineData("an element within text", "<instanceIdentifier>A<b/></instanceIdentifier>" + Settings)]
    [InlineData("one id twice", "<instanceIdentifier>A</instanceIdentifier>" + Member + Member + Settings)]
    [InlineData("a member without code", "<instanceIdentifier>A</instanceIdentifier><member><memberClass><code>GOV</code></memberClass></member>" + Settings)]
    [InlineData("a code that is none", "<instanceIdentifier>A</instanceIdentifier><member><memberClass><code>GOV</code></memberClass><memberCode>a/b</memberCode></member>" + Settings)]
    [InlineData("a server of nobody", "<instanceIdentifier>A</instanceIdentifier><securityServer><owner>m</owner><serverCode>s</serverCode></securityServer>" + Settings)]
    [InlineData("a client that is nobody", "<instanceIdentifier>A</instanceIdentifier>" + Member + "<securityServer><owner>m</owner><serverCode>s</serverCode><client>n</client></securityServer>" + Settings)]
    [InlineData("a server without code", "<instanceIdentifier>A</instanceIdentifier>" + Member + "<securityServer><owner>m</owner></securityServer>" + Settings)]
    [InlineData("a hash that is not base64", "<instanceIdentifier>A</instanceIdentifier>" + Member + "<securityServer><owner>m</owner><serverCode>s</serverCode><authCertHash>?</authCertHash></securityServer>" + Settings)]
    [InlineData("an authority without certificate", "<instanceIdentifier>A</instanceIdentifier><approvedCA><name>n</name><topCA/><certificateProfileInfo>p</certificateProfileInfo></approvedCA>" + Settings)]
    [InlineData("neither true nor false", "<instanceIdentifier>A</instanceIdentifier><approvedCA><name>n</name><authenticationOnly>maybe</authenticationOnly></approvedCA>" + Settings)]
    [InlineData("a group member without class", "<instanceIdentifier>A</instanceIdentifier><globalGroup><groupCode>g</groupCode><groupMember><i:xRoadInstance xmlns:i='http://x-road.eu/xsd/identifiers'>A</i:xRoadInstance></groupMember></globalGroup>" + Settings)]
    public void What_does_not_follow_the_schema_is_malformed_with_its_line(string what, string inside)
    {
        var problem = Assert.Throws<MalformedConfigurationException>(() => Parse("\n\n" + inside));

        Assert.Equal((what, 3), (what, problem.Line));
        Assert.StartsWith("Line 3: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_of_another_length_is_counted_and_passed_over()
    {
        var shared = Parse("<instanceIdentifier>A</instanceIdentifier>" + Member + "<securityServer><owner>m</owner><serverCode>s</serverCode><authCertHash>AAAA</authCertHash></securityServer>" + Settings);

        Assert.Equal(1, shared.UnknownElements);
        Assert.Empty(shared.SecurityServers[0].AuthCertificateHashes);
    }

    [Theory]
    [InlineData("<!DOCTYPE c [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>", "&c;")]
    [InlineData("<!DOCTYPE c [<!ENTITY c SYSTEM 'file:///etc/hostname'>]>", "&c;")]
    [InlineData("<!DOCTYPE c SYSTEM 'http://127.0.0.1:9/x.dtd'>", "A")]
    public void Entities_are_refused(string type, string instance)
    {
        var text = $"{type}<c:conf xmlns:c='http://x-road.eu/xsd/xroad.xsd'><instanceIdentifier>{instance}</instanceIdentifier>{Settings}</c:conf>";

        Assert.Throws<MalformedConfigurationException>(() => SharedParameters.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Throws<MalformedConfigurationException>(() => PrivateParameters.Parse(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_file_that_is_too_deep_is_refused_where_it_is_known_and_where_it_is_not()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 100_000));

        Assert.Throws<MalformedConfigurationException>(() => Parse(deep));
        Assert.Throws<MalformedConfigurationException>(() => Parse("<instanceIdentifier>A</instanceIdentifier><member>" + deep));
    }

    [Fact]
    public void A_file_cut_anywhere_is_malformed()
    {
        var file = Country.Shared().Write(6);

        for (var length = 0; length < file.Length - 1; length++)
            Assert.Throws<MalformedConfigurationException>(() => SharedParameters.Parse(file.AsMemory(0, length)));
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_malformed_and_nothing_else()
    {
        var (shared, own) = (Country.Shared().Write(6), PrivateParametersTests.Federated().Write());
        for (var i = 0; i < Math.Max(shared.Length, own.Length); i++)
        {
            foreach (var flip in new byte[] { 0x01, 0x04, 0x40, 0x80 })
            {
                Try(SharedParameters.Parse, shared, i, flip);
                Try(PrivateParameters.Parse, own, i, flip);
            }
        }
    }

    private static SharedParameters Parse(string inside) =>
        SharedParameters.Parse(Encoding.UTF8.GetBytes($"<c:conf xmlns:c='http://x-road.eu/xsd/xroad.xsd'>{inside}</c:conf>"));

    private static void Try<T>(Func<ReadOnlyMemory<byte>, T> parse, byte[] file, int at, byte flip)
    {
        if (at >= file.Length)
            return;
        file[at] ^= flip;
        try
        {
            Assert.NotNull(parse(file));
        }
        catch (MalformedConfigurationException problem)
        {
            Assert.NotEmpty(problem.Message);
        }

        file[at] ^= flip;
    }
}
