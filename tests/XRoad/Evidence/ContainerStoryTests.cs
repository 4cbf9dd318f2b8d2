using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Testing;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Timestamps;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Tests.Evidence;

/// <summary>Messages from their signing to the court: signed, stamped, put in a container, and judged by us and by others.</summary>
public sealed class ContainerStoryTests
{
    private static readonly byte[] Rest = Encoding.UTF8.GetBytes(
        "POST\r\n/r1/RP/GOV/30-70009999-1/register/licences/v1\r\nx-road-client:RP/GOV/30-70001111-5/licences\r\nx-road-id:a1\r\nx-road-request-id:b2\r\ncontent-type:application/json\r\n");

    private static readonly string At = EvidenceCountry.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<KeyKind, string, int, int> Cases => new MatrixOf().Data;

    [Theory, MemberData(nameof(Cases))]
    public async Task A_message_is_proved_by_its_container(KeyKind kind, string message, int attachments, int batch)
    {
        using var country = new EvidenceCountry(kind);
        var bytes = await ContainerAsync(country, message, attachments, batch);

        using var file = new MemoryStream(bytes);
        var verdict = new EvidenceVerifier(country.Configuration()).Verify(file);

        Assert.True(verdict.IsValid, verdict.Fault?.ToString());
        Assert.Equal(EvidenceCountry.Sender, verdict.Message!.Sender);
        Assert.Equal(EvidenceCountry.Now.AddMinutes(1), verdict.Timestamp!.Info.Time);
        Assert.Equal(attachments + 1, verdict.Covered.Count);
        Assert.Empty(verdict.Uncovered);
        Assert.Empty(verdict.Signature!.Unseen);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Xmlsec_and_OpenSSL_find_signature_status_and_timestamp_of_the_container_good(KeyKind kind, string message, int attachments, int batch)
    {
        using var country = new EvidenceCountry(kind);
        using var container = AsicContainer.Open(new MemoryStream(await ContainerAsync(country, message, attachments, batch)));
        var authority = Pem(country, "authority.pem", country.Authority.Certificate!);

        var signature = await ForeignPrograms.RunAsync(
            "xmlsec1", "--verify", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", "--trusted-pem", authority, "--verification-time", "2026-05-04 12:00:00",
            "--url-map:/message.xml", country.File("message.xml", container.Message.Span),
            "--url-map:/sig-hashchainresult.xml", country.File("sig-hashchainresult.xml", (container.SignatureHashChainResult ?? default).Span),
            country.File("signatures.xml", container.Signatures.Span));
        var signer = SignatureDocument.Read(container.Signatures).Signer;
        var status = await ForeignPrograms.RunAsync(
            "openssl", "ocsp", "-respin", country.File("answer.der", Assert.Single(signer.OcspResponses).Encoded.Span), "-issuer", authority,
            "-cert", Pem(country, "member.pem", signer.Certificate), "-CAfile", authority, "-no_nonce", "-validity_period", "999999999", "-attime", At);
        var stamp = await ForeignPrograms.RunAsync(
            "openssl", "ts", "-verify", "-token_in", "-in", country.File("timestamp.tst", container.Timestamp!.Value.Span),
            "-data", country.File("ts-hashchainresult.xml", container.TimestampHashChainResult!.Value.Span), "-CAfile", authority,
            "-untrusted", Pem(country, "timestamper.pem", country.Timestamper.Certificate!), "-attime", At);

        Assert.True(signature.ExitCode == 0, signature.Output);
        Assert.True(status.Output.Contains("member.pem: good", StringComparison.Ordinal) && status.Output.Contains("Response verify OK", StringComparison.Ordinal), status.Output);
        Assert.True(stamp.ExitCode == 0 && stamp.Output.Contains("Verification: OK", StringComparison.Ordinal), stamp.Output);
    }

    [Fact]
    public async Task A_timestamp_by_an_authority_that_is_not_approved_proves_nothing()
    {
        using var country = new EvidenceCountry();
        using var abroad = new EvidenceCountry();
        using var file = new MemoryStream(await ContainerAsync(country, "rest", 0, 1, stamper: abroad));

        Assert.Equal("TspCertificateNotFound", new EvidenceVerifier(country.Configuration()).Verify(file).Fault?.Code);
    }

    [Fact]
    public async Task A_container_without_a_timestamp_proves_nothing_yet()
    {
        using var country = new EvidenceCountry();
        var signature = country.Signer.Sign(new SignableMessage(EvidenceCountry.Sha512(Rest)));
        using var file = new MemoryStream();
        await AsicContainerWriter.WriteAsync(file, new ContainerContents(Rest, signature.Xml, null, null, []), EvidenceCountry.Now, TestContext.Current.CancellationToken);

        Assert.Equal("AsicTimestampNotFound", new EvidenceVerifier(country.Configuration()).Verify(new MemoryStream(file.ToArray())).Fault?.Code);
    }

    private static async Task<byte[]> ContainerAsync(EvidenceCountry country, string kind, int attachments, int batch, EvidenceCountry? stamper = null)
    {
        var message = kind == "soap" ? Soap() : Rest;
        var bodies = Enumerable.Range(0, attachments).Select(i => Encoding.UTF8.GetBytes($"attachment {i}")).ToArray();
        var signable = new SignableMessage(EvidenceCountry.Sha512(message), [.. bodies.Select(body => EvidenceCountry.Sha512(body))]);
        var signature = country.Signer.SignBatch([.. Enumerable.Repeat(signable, batch)])[^1];

        var stamps = new TimestampBatch([.. Enumerable.Repeat(EvidenceCountry.Sha512(signature.Xml.Span), batch)]);
        var authority = (stamper ?? country).Timestamper;
        var answer = new TimestampAuthority(authority.Key, authority.Certificate!, "1.3.6.1.4.1.99999.1").Answer(stamps.ToRequest().Encode(), EvidenceCountry.Now.AddMinutes(1));
        var stamp = new BatchTimestamp(TimestampResponse.Parse(answer).Token!.Encoded, stamps.Chain(batch - 1));

        using var file = new MemoryStream();
        var chain = signature.HashChain is { } branch ? new ContainerChain(signature.HashChainResult!.Value, branch) : null;
        await AsicContainerWriter.WriteAsync(
            file, new ContainerContents(message, signature.Xml, chain, stamp, [.. bodies.Select(body => (Func<Stream>)(() => new MemoryStream(body)))]), EvidenceCountry.Now, TestContext.Current.CancellationToken);
        return file.ToArray();
    }

    private static byte[] Soap()
    {
        var service = new CalledService(new SubsystemId(new MemberId("RP", "GOV", "30-70009999-1"), "register"), "getDose", "v1");
        var header = new SoapHeader(EvidenceCountry.Sender, service, "c3");
        return SoapMessagePart.Request(header, writer => writer.WriteElementString("getDose", "urn:health", "24990112")).Bytes.ToArray();
    }

    private static string Pem(EvidenceCountry country, string name, X509Certificate2 certificate) =>
        country.File(name, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));

    private sealed class MatrixOf
    {
        public TheoryData<KeyKind, string, int, int> Data { get; } = [];

        public MatrixOf()
        {
            foreach (var kind in new[] { KeyKind.EcdsaP256, KeyKind.Rsa2048 })
            {
                foreach (var (message, attachments) in new[] { ("rest", 0), ("rest", 1), ("soap", 0), ("soap", 3) })
                {
                    foreach (var batch in new[] { 1, 5 })
                        Data.Add(kind, message, attachments, batch);
                }
            }
        }
    }
}
