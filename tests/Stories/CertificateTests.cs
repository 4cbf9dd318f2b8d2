using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Cli.Checks;
using Cabildo.Exchange;
using Cabildo.Stories.Tests.Support;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Stories.Tests;

/// <summary>An exchange node shows a certificate that the others do not have registered.</summary>
public sealed class CertificateTests(Country country) : IDisposable
{
    private const string Ana = "31456789";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-rogue-");

    [Theory]
    [InlineData("RP/GOV/digital/digital-1", "es", "El registro de transporte no responde", "Prueba otra vez en unos minutos.", "Server.ClientProxy.SslAuthenticationFailed")]
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

    // The node's own keys, and for the very same server a certificate by the book: only that another authority made it.
    private string UnregisteredToken(string node, string host)
    {
        var path = Path.Combine(_folder.FullName, "node");
        Directory.CreateDirectory(path);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(country.Demo.Folder, "node-" + node.Split('/')[^1], "keys")))
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));

        var validity = ValidityPeriod.From(TimeProvider.System.GetUtcNow().AddMinutes(-5), 30);
        using var authorityToken = SoftToken.Open(Path.Combine(_folder.FullName, "authority"));
        var authority = authorityToken.GetOrCreate("authority");
        authorityToken.SetCertificate(authority, CertificateProfiles.Ca(authority, new X500DistinguishedName("CN=Somebody's CA"), validity));
        using var token = SoftToken.Open(path);
        var key = token.Find(NodeKeys.AuthenticationLabel)!;
        token.SetCertificate(key, CertificateProfiles.ExchangeAuth(authority, key.PublicKey, key.Certificate!.SubjectName, [host], validity), authority.Certificate!);
        return path;
    }
}
