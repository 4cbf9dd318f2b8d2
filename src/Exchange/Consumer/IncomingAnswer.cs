using System.Net;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Consumer;

/// <summary>Another server's answer, whole: nothing of it goes to the client before its signature was found good.</summary>
/// <param name="Part">The message part.</param>
/// <param name="Body">Its body, held; empty if there is none. Whoever has the answer disposes it.</param>
/// <param name="BodyDigest">SHA-512 of the body; null if there is none.</param>
/// <param name="Signature">The provider's signature.</param>
internal sealed record IncomingAnswer(RestResponsePart Part, HeldBody Body, byte[]? BodyDigest, MessageSignature Signature)
{
    /// <summary>Reads an answer to its end; or what to tell the client instead.</summary>
    public static async Task<(IncomingAnswer? Answer, Fault? Fault)> ReadAsync(HttpResponseMessage answer, long maxBodyBytes, HeldBody body, Silence silence)
    {
        silence.Break();
        await using var content = await answer.Content.ReadAsStreamAsync(silence.Token);
        var (boundary, fault) = await OpenAsync(answer, content, silence.Token);
        if (boundary is null)
            return (null, fault);

        using var reader = new TransportReader(content, boundary, TransportDirection.Response, maxBodyBytes);
        if (await reader.NextAsync(silence.Token) == TransportPart.Fault)
            return (null, await reader.ReadFaultAsync(silence.Token));

        var part = await reader.ReadResponseAsync(silence.Token);
        var next = await reader.NextAsync(silence.Token);
        if (next == TransportPart.Body)
        {
            await body.FillAsync(reader.OpenBody(), silence.Break, silence.Token);
            next = await reader.NextAsync(silence.Token);
        }

        if (next == TransportPart.Fault)
            return (null, await reader.ReadFaultAsync(silence.Token));
        return (new IncomingAnswer(part, body, reader.BodyDigest, await reader.ReadSignatureAsync(silence.Token)), null);
    }

    /// <summary>The boundary of a multipart answer; or why there is none.</summary>
    public static async Task<(string? Boundary, Fault? Fault)> OpenAsync(HttpResponseMessage answer, Stream content, CancellationToken ct)
    {
        var contentType = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.First() : null;
        if (TransportFormat.IsFault(contentType))
            return (null, await ReadFaultAsync(content, ct));
        if (answer.StatusCode != HttpStatusCode.OK)
            return Unreadable(FaultCodes.HttpError, $"The provider's security server answered with HTTP status {(int)answer.StatusCode}.");
        if (TransportFormat.Boundary(contentType) is not { } boundary)
            return Unreadable($"{FaultCodes.ServiceFailed}.{FaultCodes.InvalidContentType}", "The provider's security server answered with a content type that is none of the protocol's.");
        if (!answer.Headers.TryGetValues(TransportFormat.HashAlgorithmHeader, out var algorithm) || algorithm.First() != TransportFormat.HashAlgorithm)
            return Unreadable(FaultCodes.InvalidMessage, $"The provider's security server does not hash with {TransportFormat.HashAlgorithm}.");
        return (boundary, null);
    }

    private static (string? Boundary, Fault? Fault) Unreadable(string name, string message) =>
        (null, Fault.New(FaultCodes.Origins.ClientProxy, name, message));

    private static async Task<Fault> ReadFaultAsync(Stream content, CancellationToken ct)
    {
        var bytes = new byte[SoapFault.MaxBytes];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return SoapFault.TryRead(bytes[..length], out var fault)
            ? fault
            : new Problem(FaultCodes.InvalidMessage, "The provider's security server answered with XML that is no fault.").AsServiceFailed().At(FaultCodes.Origins.ClientProxy);
    }
}
