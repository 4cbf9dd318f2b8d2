using System.Formats.Asn1;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Cabildo.Testing;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Naming;

public sealed class MemberNamingTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void The_signer_of_a_signed_message_is_its_sender()
    {
        using var container = ZipFile.OpenRead(Repository.Vector("xroad/asic/valid-signed-message.asice"));
        using var signatures = container.GetEntry("META-INF/signatures.xml")!.Open();
        using var message = container.GetEntry("message.xml")!.Open();
        var text = XDocument.Load(signatures).Descendants("{http://www.w3.org/2000/09/xmldsig#}X509Certificate").First().Value;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
        XNamespace id = "http://x-road.eu/xsd/identifiers";
        var client = XDocument.Load(message).Descendants("{http://x-road.eu/xsd/xroad.xsd}client").Single();
        var sender = new MemberId(client.Element(id + "xRoadInstance")!.Value, client.Element(id + "memberClass")!.Value, client.Element(id + "memberCode")!.Value);
        var configuration = ConfigurationFolder.Read(Vectors.Path("DEV-v3"));

        var issuer = Assert.Single(configuration.Own.Shared.IssuersOf(certificate));

        Assert.Equal(sender, MemberNaming.SignerOf(certificate, issuer.Approval.CertificateProfileInfo, configuration.OwnInstance));
        Assert.NotNull(configuration.Own.Shared.Member(sender));
    }

    [Theory]
    [InlineData("Ejbca", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t", "RP/GOV/t")]
    [InlineData("Ejbca", "2.5.4.6=RA 2.5.4.10=GOV 2.5.4.3=t", null)]
    [InlineData("Ejbca", "2.5.4.10=GOV 2.5.4.3=t", null)]
    [InlineData("Ejbca", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=a/b", null)]
    [InlineData("Ejbca", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t 2.5.4.3=u", null)]
    [InlineData("Basic", "2.5.4.3=name 2.5.4.15=GOV 2.5.4.5=t", "RP/GOV/t")]
    [InlineData("BasicACME", "2.5.4.15=GOV 2.5.4.5=t", "RP/GOV/t")]
    [InlineData("Basic", "2.5.4.15=GOV", null)]
    [InlineData("Basic", "2.5.4.15=GOV 2.5.4.5=", null)]
    [InlineData("FiVRK", "2.5.4.6=FI 2.5.4.10=o 2.5.4.5=RP/s1/GOV 2.5.4.3=t", "RP/GOV/t")]
    [InlineData("FiVRK", "2.5.4.6=SE 2.5.4.10=o 2.5.4.5=RP/s1/GOV 2.5.4.3=t", null)]
    [InlineData("FiVRK", "2.5.4.6=FI 2.5.4.5=RP/s1/GOV 2.5.4.3=t", null)]
    [InlineData("FiVRK", "2.5.4.6=FI 2.5.4.10=o 2.5.4.5=RP/GOV 2.5.4.3=t", null)]
    [InlineData("FiVRK", "2.5.4.6=FI 2.5.4.10=o 2.5.4.5=RP/s1/GOV/x 2.5.4.3=t", null)]
    [InlineData("FiVRK", "2.5.4.6=FI 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t", "RP/GOV/t")]
    [InlineData("FiVRK", "2.5.4.6=SE 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t", null)]
    [InlineData("FiVRK", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t", "RP/GOV/t")]
    [InlineData("Is", "2.5.4.6=IS 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t 2.5.4.5=x", "RP/GOV/t")]
    [InlineData("Is", "2.5.4.6=FO 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t 2.5.4.5=x", null)]
    [InlineData("Is", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t", "RP/GOV/t")]
    [InlineData("Fo", "2.5.4.6=FO 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t 2.5.4.5=x", "RP/GOV/t")]
    [InlineData("Fo", "2.5.4.6=FO 2.5.4.10=RP 2.5.4.11=GOV 2.5.4.3=t", null)]
    [InlineData("Fo", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t", null)]
    [InlineData("SkKlass3", "2.5.4.5=10000001", "RP/COM/10000001")]
    [InlineData("SkKlass3", "2.5.4.5=70000001", "RP/GOV/70000001")]
    [InlineData("SkKlass3", "2.5.4.5=80000001", "RP/NGO/80000001")]
    [InlineData("SkKlass3", "2.5.4.5=00000001", null)]
    [InlineData("SkKlass3", "2.5.4.5=1000000", null)]
    [InlineData("SkKlass3", "2.5.4.5=1000000x", null)]
    [InlineData("SkKlass3", "2.5.4.97=NTREE-10000001 2.5.4.5=x", "RP/COM/10000001")]
    [InlineData("SkKlass3", "2.5.4.97=GO:EE-70000001", "RP/GOV/70000001")]
    [InlineData("SkKlass3", "2.5.4.97=NP:EE-80000001", "RP/NGO/80000001")]
    [InlineData("SkKlass3", "2.5.4.97=NTRFI-1", "RP/NEE/NTRFI-1")]
    [InlineData("SkEsteId", "2.5.4.5=38001010001", "RP/PERSON/38001010001")]
    [InlineData("Unheard", "2.5.4.6=RP 2.5.4.10=GOV 2.5.4.3=t", null)]
    public void A_subject_names_a_member_as_its_profile_says(string profile, string subject, string? member)
    {
        using var certificate = Certificate(NameOf(subject));

        Assert.Equal(member, MemberNaming.SignerOf(certificate, Java(profile), "RP")?.ToString());
    }

    [Theory]
    [InlineData("Ejbca", "transport"), InlineData("Basic", "transport"), InlineData("BasicACME", "transport"), InlineData("FiVRK", "transport")]
    [InlineData("Is", "transport"), InlineData("Fo", "transport"), InlineData("SkKlass3", "70000001")]
    public void The_subject_for_a_member_names_it(string profile, string code)
    {
        var member = new MemberId("RP", "GOV", code);

        var subject = MemberNaming.SubjectOf(Java(profile), member, "Ministerio de Transporte", new SecurityServerId(member, "s1"), "AR");

        using var certificate = Certificate(subject!);
        Assert.Equal(member, MemberNaming.SignerOf(certificate, Java(profile), "RP"));
    }

    [Fact]
    public void A_profile_that_cannot_name_a_member_gives_no_subject()
    {
        var member = new MemberId("RP", "GOV", "transport");
        var server = new SecurityServerId(member, "s1");

        Assert.Null(MemberNaming.SubjectOf(Java("SkKlass3"), member, "T", server, "AR"));
        Assert.Null(MemberNaming.SubjectOf(Java("SkEsteId"), member, "T", server, "AR"));
        Assert.Null(MemberNaming.SubjectOf(Java("Basic"), member, "T", server, "Argentina"));
        Assert.Null(MemberNaming.SubjectOf("no.such.Class", member, "T", server, "AR"));
        Assert.False(MemberNaming.Knows("no.such.Class"));
        Assert.True(MemberNaming.Knows(Java("FiVRK")));
    }

    private static string Java(string profile) => $"ee.ria.xroad.common.certificateprofile.impl.{profile}CertificateProfileInfoProvider";

    private static X509Certificate2 Certificate(X500DistinguishedName subject) =>
        new CertificateRequest(subject, Key, HashAlgorithmName.SHA256).CreateSelfSigned(Centre.Now, Centre.Now.AddYears(1));

    // By hand, as builders refuse some of what certificates hold.
    private static X500DistinguishedName NameOf(string attributes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var attribute in attributes.Split(' '))
            {
                using var set = writer.PushSetOf();
                using var sequence = writer.PushSequence();
                writer.WriteObjectIdentifier(attribute.Split('=')[0]);
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, attribute.Split('=')[1]);
            }
        }

        return new X500DistinguishedName(writer.Encode());
    }
}
