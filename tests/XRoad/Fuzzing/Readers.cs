using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Tests.Transport;
using Cabildo.XRoad.Transport;

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
