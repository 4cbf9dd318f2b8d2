using System.Net;
using Cabildo.Cli.Checks;
using Cabildo.Exchange;
using Cabildo.Stories.Tests.Support;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Stories.Tests;

/// <summary>An exchange node shows a certificate that the others do not have registered.</summary>
public sealed class CertificateTests(Country country) : IDisposable
{
    private const string Ana = "31456789";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-rogue-");

    [Theory]
    [InlineData("RP/GOV/digital/digital-1", "es", "El registro de transporte no responde", "Prueba otra vez en unos minutos.", "Refused a server whose certificate is not registered")]
    [InlineData("RP/GOV/transport/transport-1", "en", "The transport register does not answer", "Try again in a few minutes.", "Server.ClientProxy.SslAuthenticationFailed")]
    public async Task Nothing_passes_the_person_reads_that_and_operators_read_why(string node, string language, string what, string @do, string logged)
    {
        var address = node.EndsWith("digital-1", StringComparison.Ordinal) ? country.At.Digital : country.At.Transport;
        using var citizen = new Citizen(language);
        await citizen.SignInAsync(country.Demo, Ana);

        await using (var outage = await Outage.OfAsync(country.Demo, address.Clients))
        {
            await outage.ReplaceAsync(("Exchange:Token", UnregisteredToken(node, address.Peers.Host)));
            var start = ConsoleRecord.Shared.Length;

            var page = await citizen.LicenceAsync(country.Demo);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Contains(what, page.Text, StringComparison.Ordinal);
            Assert.Contains(@do, page.Text, StringComparison.Ordinal);
            await ConsoleRecord.Shared.ContainsAsync(start, logged);
        }

        Assert.Equal(HttpStatusCode.OK, (await citizen.LicenceAsync(country.Demo)).Status);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Made by the book, for the very same server, by an authority of its own: only that nobody registered it.
    private string UnregisteredToken(string node, string host)
    {
        var validity = ValidityPeriod.From(TimeProvider.System.GetUtcNow().AddMinutes(-5), 30);
        using var authority = SoftToken.Open(Path.Combine(_folder.FullName, "authority"));
        var path = Path.Combine(_folder.FullName, "node");
        using var token = SoftToken.Open(path);
        Assert.True(SecurityServerId.TryParse(node, out var server));
        TestKeys.Ensure(token, TestKeys.Authority(authority, "Somebody's CA", validity), server, [host], validity);
        return path;
    }
}
