using System.Text;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Tests.Transport;
using Cabildo.XRoad.Transport;
using Cabildo.XRoad.Transport.Packages;

namespace Cabildo.XRoad.Tests.Fuzzing;

/// <summary>Reads messages to their end, and makes good ones.</summary>
internal static class Readers
{
    public const string Boundary = "xtop";

    public static byte[] RestMessage(byte[] ocspResponse, MessageSignature signature)
    {
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, Boundary);
        writer.WriteOcspResponse(ocspResponse);
        writer.WriteMessage(Wire.RequestPart);
        writer.WriteBodyAsync(new MemoryStream("body"u8.ToArray()), () => { }, default).GetAwaiter().GetResult();
        writer.WriteSignature(signature);
        writer.CompleteAsync(default).GetAwaiter().GetResult();
        return output.ToArray();
    }

    public static byte[] SoapMessage(MessageSignature signature)
    {
        using var output = new MemoryStream();
        var writer = new TransportWriter(output, Boundary);
        writer.WriteMessage(Wire.SoapPart, Wire.SoapHeaders);
        writer.WriteAttachmentAsync(new(PartHeaders.OfType("a/b"), new MemoryStream("one"u8.ToArray())), () => { }, default).GetAwaiter().GetResult();
        writer.WriteAttachmentAsync(new(PartHeaders.OfType("c/d"), new MemoryStream("two"u8.ToArray())), () => { }, default).GetAwaiter().GetResult();
        writer.WriteSignature(signature);
        writer.CompleteAsync(default).GetAwaiter().GetResult();
        return output.ToArray();
    }

    public static async Task SoapAsync(byte[] bytes)
    {
        using var reader = new TransportReader(new MemoryStream(bytes), Boundary, TransportDirection.Response, bytes.Length, MessageProtocol.Soap);
        if (await reader.NextAsync(default) == TransportPart.Message)
            await reader.ReadSoapAsync(default);
        if (reader.Current != TransportPart.Fault && await reader.NextAsync(default) == TransportPart.Attachments)
            await reader.NextAsync(default);
        if (reader.Current == TransportPart.Fault)
            await reader.ReadFaultAsync(default);
        else
            await reader.ReadSignatureAsync(default);
    }

    public const string PackageType = "multipart/related; type=\"text/xml\"; boundary=xtop";

    public static byte[] SoapPackage() => Wire.Bytes(Wire.Soap + "\r\n--xtop\r\ncontent-type: a/b\r\n folded\r\n\r\none\r\n--xtop\r\n\r\ntwo\r\n--xtop--\r\n");

    public static byte[] OcspAnswer(byte[] response) =>
        [.. Wire.Bytes(Wire.Ocsp), .. response, .. Wire.Bytes("\r\n" + Wire.Ocsp), .. response, .. Wire.Bytes(Wire.End)];

    public static void OcspQuery(byte[] bytes)
    {
        if (!XRoad.OcspRetrieval.OcspQuery.TryParse(Encoding.Latin1.GetString(bytes), out _, out var reason))
            Assert.NotEmpty(reason);
    }

    public static async Task SoapPackageAsync(byte[] bytes)
    {
        using var reader = new SoapPackageReader(new MemoryStream(bytes), PackageType, bytes.Length);
        await reader.ReadSoapAsync(default);
        while (await reader.NextAttachmentAsync(default) is not null)
        {
        }
    }

    /// <summary>Whatever passes for an answer is one with the hash in it.</summary>
    public static void SoapAnswer(byte[] bytes)
    {
        var answer = SoapMessagePart.Read(bytes);
        if (answer.Kind != SoapKind.Fault)
            Assert.True(answer.WithRequestHash(Wire.SoapPart).Answers(Wire.SoapPart));
    }

    public static async Task RestAsync(byte[] bytes)
    {
        using var reader = new TransportReader(new MemoryStream(bytes), Boundary, TransportDirection.Request, bytes.Length);
        await reader.ReadOcspResponsesAsync(default);
        if (reader.Current == TransportPart.Message)
            await reader.ReadRequestAsync(default);
        if (reader.Current != TransportPart.Fault && await reader.NextAsync(default) == TransportPart.Body)
            await reader.NextAsync(default);
        if (reader.Current == TransportPart.Fault)
            await reader.ReadFaultAsync(default);
        else
            await reader.ReadSignatureAsync(default);
    }
}
