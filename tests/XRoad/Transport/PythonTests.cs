using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cabildo.Testing;
using Cabildo.XRoad.Tests.Evidence;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

/// <summary>What we write is read alike by a program that knows nothing of us: Python's <c>email</c>.</summary>
public sealed class PythonTests
{
    [Fact]
    public async Task Python_reads_the_parts_of_a_signed_request()
    {
        using var country = new EvidenceCountry();
        var ocsp = country.Ocsp(country.Member.Certificate!);
        var body = RandomNumberGenerator.GetBytes(100_000);
        var boundary = TransportFormat.NewBoundary();
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, boundary);
        writer.WriteOcspResponse(ocsp);
        writer.WriteMessage(Wire.RequestPart);
        await writer.WriteBodyAsync(new MemoryStream(body), () => { }, TestContext.Current.CancellationToken);
        var signature = country.Signer.Sign(new(EvidenceCountry.Sha512(Wire.RequestPart.Bytes), writer.BodyDigest!));
        writer.WriteSignature(signature);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        var parts = await ReadAsync(country, TransportFormat.ContentType(boundary), output.ToArray());

        Assert.Equal(
            [
                ("application/ocsp-response", Hash(ocsp)),
                ("application/x-road-rest-request", Hash(Wire.RequestPart.Bytes)),
                ("application/x-road-rest-body", Hash(body)),
                ("application/hash-chain-result", Hash(signature.HashChainResult!.Value.Span)),
                ("application/hash-chain", Hash(signature.HashChain!.Value.Span)),
                ("signature/bdoc-1.0/ts", Hash(signature.Xml.Span)),
            ],
            parts);
    }

    [Fact]
    public async Task Python_reads_the_attachments_of_a_SOAP_message()
    {
        using var country = new EvidenceCountry();
        var image = RandomNumberGenerator.GetBytes(50_000);
        var boundary = TransportFormat.NewBoundary();
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, boundary);
        writer.WriteMessage(Wire.SoapPart, Wire.SoapHeaders);
        await writer.WriteAttachmentAsync(
            new(new([new("content-type", "image/png"), new("content-transfer-encoding", "base64")]), new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToBase64String(image)))),
            () => { },
            TestContext.Current.CancellationToken);
        await writer.WriteAttachmentAsync(new(PartHeaders.OfType("application/pdf"), new MemoryStream(image)), () => { }, TestContext.Current.CancellationToken);
        writer.WriteSignature(Wire.Single);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        var parts = await ReadAsync(country, TransportFormat.ContentType(boundary), output.ToArray());

        Assert.Equal(
            [
                ("text/xml", Hash(Wire.SoapPart.Bytes.Span)),
                ("image/png", Hash(image)),
                ("application/pdf", Hash(image)),
                ("signature/bdoc-1.0/ts", Hash(Wire.Single.Xml.Span)),
            ],
            parts);
    }

    /// <summary>The content types and SHA-256 of the parts that Python sees, nested ones too.</summary>
    private static async Task<List<(string Type, string Hash)>> ReadAsync(EvidenceCountry country, string contentType, byte[] message)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes($"MIME-Version: 1.0\r\nContent-Type: {contentType}\r\n\r\n"), .. message];
        var (exit, output) = await ForeignPrograms.RunAsync("python3", country.File("parts.py", Script), country.File("message.eml", whole));
        Assert.True(exit == 0, output);
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.EnumerateArray().Select(part => (part[0].GetString()!, part[1].GetString()!))];
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ReadOnlySpan<byte> Script => """
        import email, hashlib, json, sys
        from email import policy
        message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=policy.HTTP)
        assert not message.defects, message.defects
        leaves = [part for part in message.walk() if not part.is_multipart()]
        print(json.dumps([[part["content-type"].split(";")[0].strip(), hashlib.sha256(part.get_payload(decode=True)).hexdigest()] for part in leaves]))
        """u8;
}
