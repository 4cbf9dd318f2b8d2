using Cabildo.Exchange.Log;
using Cabildo.Exchange.Relay;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;
using Cabildo.XRoad.Transport.Packages;

namespace Cabildo.Exchange.Soap;

/// <summary>Takes SOAP messages in and sends them on: to and from information systems, to and from other servers.</summary>
internal static class SoapTransit
{
    /// <summary>Reads what an information system sends, its request or its answer.</summary>
    /// <param name="input">The HTTP body.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="maxBodyBytes">Most bytes of all attachments together.</param>
    /// <param name="folder">See <see cref="HeldSoap"/>.</param>
    /// <param name="silence">Told of every piece.</param>
    public static async Task<HeldSoap> ReadPackageAsync(Stream input, string? contentType, long maxBodyBytes, string folder, Silence silence)
    {
        using var reader = new SoapPackageReader(input, contentType, maxBodyBytes);
        var held = new HeldSoap(await reader.ReadSoapAsync(silence.Token), reader.Headers!, folder);
        try
        {
            await held.FillAsync(reader.NextAttachmentAsync, () => reader.AttachmentDigests, silence);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message to an information system.</summary>
    public static async Task WritePackageAsync(HeldSoap message, SoapPackageFormat format, Stream output, Silence silence)
    {
        var writer = new SoapPackageWriter(output, format);
        writer.WriteMessage(message.Part);
        foreach (var attachment in message.Attachments)
        {
            await using var content = attachment.Content;
            await writer.WriteAttachmentAsync(attachment, silence.Break, silence.Token);
        }

        await writer.CompleteAsync(silence.Token);
    }

    /// <summary>Reads the message that another server sends, from the SOAP part on to the signature.</summary>
    /// <param name="reader">At the message part.</param>
    /// <param name="part">The message, read already.</param>
    /// <param name="folder">See <see cref="HeldSoap"/>.</param>
    /// <param name="silence">Told of every piece.</param>
    public static async Task<(HeldSoap Message, MessageSignature? Signature, Fault? Fault)> ReadRestAsync(TransportReader reader, SoapMessagePart part, string folder, Silence silence)
    {
        var held = new HeldSoap(part, reader.SoapHeaders!, folder);
        try
        {
            var next = await reader.NextAsync(silence.Token);
            if (next == TransportPart.Attachments)
            {
                await held.FillAsync(reader.NextAttachmentAsync, () => reader.AttachmentDigests, silence);
                next = await reader.NextAsync(silence.Token);
            }

            return next == TransportPart.Fault
                ? (held, null, await reader.ReadFaultAsync(silence.Token))
                : (held, await reader.ReadSignatureAsync(silence.Token), null);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes a message to another server, but for its signature.</summary>
    public static async Task WriteAsync(HeldSoap message, TransportWriter writer, Silence silence)
    {
        writer.WriteMessage(message.Part, message.Headers);
        foreach (var attachment in message.Attachments)
        {
            await using var content = attachment.Content;
            await writer.WriteAttachmentAsync(attachment, silence.Break, silence.Token);
        }
    }

    /// <summary>The log's record of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="requestId">The id of the exchange, x-road-request-id.</param>
    /// <param name="atConsumer">Whether this server speaks for the client.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="keepsBodies">Whether the log is to have the attachments.</param>
    public static LoggedMessage Record(HeldSoap message, string? requestId, bool atConsumer, MessageSignature signature, bool keepsBodies) => new()
    {
        Kind = message.Part.Kind == SoapKind.Response ? SignedMessageKind.SoapResponse : SignedMessageKind.SoapRequest,
        MessageId = message.Part.Header!.Id,
        RequestId = requestId,
        Client = message.Part.Header.Client,
        Service = message.Part.Header.Service,
        AtConsumer = atConsumer,
        Message = message.Part.Bytes,
        Signature = signature,
        Attachments = message.Logged(keepsBodies),
    };
}
