using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Testing;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Evidence.Signatures;

namespace Cabildo.XRoad.Tests.Evidence;

/// <summary>What we sign holds for programs that know nothing of us: xmlsec1 and OpenSSL.</summary>
public sealed class IndependentCheckTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("GET\r\n/r1/RP/GOV/30-70001111-5/licences/v1\r\nx-road-client:RP/GOV/30-70001111-5/licences\r\n");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"number\":\"24990112\"}");

    [Theory]
    [InlineData(KeyKind.EcdsaP256, false, 1)]
    [InlineData(KeyKind.EcdsaP384, false, 1)]
    [InlineData(KeyKind.EcdsaP256, true, 1)]
    [InlineData(KeyKind.EcdsaP256, true, 5)]
    [InlineData(KeyKind.Rsa2048, false, 1)]
    [InlineData(KeyKind.Rsa2048, true, 3)]
    public async Task Xmlsec_verifies_our_signatures(KeyKind kind, bool hasBody, int batch)
    {
        using var country = new EvidenceCountry(kind);
        var message = hasBody ? new SignableMessage(EvidenceCountry.Sha512(Message), EvidenceCountry.Sha512(Body)) : new SignableMessage(EvidenceCountry.Sha512(Message));

        var signature = country.Signer.SignBatch([.. Enumerable.Repeat(message, batch)])[^1];

        var (exit, output) = await VerifyAsync(country, signature, Message);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task Xmlsec_refuses_another_message()
    {
        using var country = new EvidenceCountry();
        var signature = country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Message)));

        Assert.NotEqual(0, (await VerifyAsync(country, signature, Body)).ExitCode);
    }

    private static Task<(int ExitCode, string Output)> VerifyAsync(EvidenceCountry country, MessageSignature signature, byte[] message) => ForeignPrograms.RunAsync(
        "xmlsec1", "--verify", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
        "--trusted-pem", Pem(country, "ca.pem", country.Authority.Certificate!), "--verification-time", "2026-05-04 12:00:00",
        "--url-map:/message.xml", country.File("message.xml", message),
        "--url-map:/sig-hashchainresult.xml", country.File("sig-hashchainresult.xml", (signature.HashChainResult ?? default).Span),
        country.File("signatures.xml", signature.Xml.Span));

    private static string Pem(EvidenceCountry country, string name, X509Certificate2 certificate) =>
        country.File(name, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));
}
