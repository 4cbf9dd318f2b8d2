using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Parameters;

/// <summary>Shared parameters that use every element of version 6.</summary>
internal static class Country
{
    public static readonly MemberId Transport = new("RP", "GOV", "transport");
    public static readonly SubsystemId Licences = new(Transport, "licences");
    public static readonly MemberId Insurer = new("RP", "COM", "30-1234 5");

    public static X509Certificate2 ServerCertificate { get; } = New("CN=server");

    public static X509Certificate2 AuthorityCertificate { get; } = New("C=AR, O=Autoridad, CN=Raíz");

    public static SharedParameters Shared() => new()
    {
        InstanceIdentifier = "RP",
        Sources = [new("centre.example", [Junk(1), Junk(2)], [Junk(3)]), new("second.example", [Junk(4)], [])],
        ApprovedCas =
        [
            new ApprovedCa
            {
                Name = "Autoridad & <hijos>",
                TopCa = new CaCertificate(EncodedCertificate.From(AuthorityCertificate), [new("http://ocsp", Junk(5), CostType.Free), new("http://ocsp2", null, CostType.Paid)]),
                IntermediateCas = [new CaCertificate(Junk(6), []), new CaCertificate(Junk(7), [new("http://ocsp3", null)])],
                CertificateProfileInfo = "ee.ria.xroad.common.certificateprofile.impl.BasicCertificateProfileInfoProvider",
                DefaultCsrFormat = CsrFormat.Der,
                AcmeServer = new AcmeServer("https://acme", "10.0.0.1,10.0.0.2", "tls", "sign"),
            },
            new ApprovedCa { Name = "TLS", AuthenticationOnly = true, TopCa = new CaCertificate(Junk(8), []), CertificateProfileInfo = "x.Y" },
        ],
        ApprovedTsas = [new("TSA", "http://tsa", Junk(9), CostType.Undefined), new("TSA 2", "http://tsa2", Junk(10))],
        Members =
        [
            new(Transport, new("GOV", "Gobierno"), "Transporte", [new(Licences, "Licencias"), new(new(Transport, "áé"), null)]),
            new(Insurer, new("COM", "Empresas"), "La Aseguradora", []),
        ],
        SecurityServers =
        [
            new(new(Transport, "transport-1"), "node.transport", [CertificateHash.Of(ServerCertificate)], [Licences, Insurer], new MaintenanceMode("vuelve el lunes")),
            new(new(Insurer, "s"), null, [], [], new MaintenanceMode(null)),
        ],
        GlobalGroups = [new("registers", "Registros", [Licences, Insurer]), new("empty", "", [])],
        MemberClasses = [new("GOV", "Gobierno"), new("COM", "Empresas")],
        OcspFreshness = TimeSpan.FromHours(1),
    };

    /// <summary>A country of some size: as many members, each with two subsystems and a server.</summary>
    public static SharedParameters Large(int members)
    {
        var all = Enumerable.Range(0, members).Select(number =>
        {
            var id = new MemberId("RP", "GOV", $"member-{number}");
            return new Member(id, new("GOV", "Gobierno"), $"Organismo {number}", [new(new(id, "registro"), "Registro"), new(new(id, "consultas"), "Consultas")]);
        }).ToList();
        return Shared() with
        {
            Members = all,
            SecurityServers = all.ConvertAll(member => new SecurityServer(
                new(member.Id, "s1"), "node.example", [CertificateHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(member.Id.GetHashCode())))!], [.. member.Subsystems.Select(subsystem => subsystem.Id)])),
        };
    }

    public static EncodedCertificate Junk(byte content) => EncodedCertificate.From(new byte[] { content, content });

    private static X509Certificate2 New(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Centre.CertificateOf(key, subject);
    }
}
