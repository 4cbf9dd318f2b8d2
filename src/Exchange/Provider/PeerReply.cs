using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Transport;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Provider;

/// <summary>What this server answers another with: a message, a fault, or a message that breaks off with a fault.</summary>
internal sealed class PeerReply(HttpResponse response)
{
    private readonly string _boundary = TransportFormat.NewBoundary();
    private TransportWriter? _writer;
    private bool _isSigned;

    /// <summary>Sends the service's answer, but for the signature: without that it is nothing, and may still end in a fault.</summary>
    /// <returns>SHA-512 of the body; null if it was empty.</returns>
    public async Task<byte[]?> WriteAsync(RestResponsePart part, Stream body, Silence silence)
    {
        _writer = Begin();
        _writer.WriteMessage(part);
        await _writer.WriteBodyAsync(body, silence.Break, silence.Token);
        return _writer.BodyDigest;
    }

    /// <summary>Sends a SOAP service's answer, but for the signature.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="contentType">The content type the service sent it in, which the client gets to see; null if it said none.</param>
    /// <param name="silence">Told of every piece.</param>
    public Task WriteAsync(HeldSoap answer, string? contentType, Silence silence)
    {
        if (contentType is not null)
            response.Headers[TransportFormat.OriginalContentTypeHeader] = contentType;
        _writer = Begin();
        return SoapTransit.WriteAsync(answer, _writer, silence);
    }

    /// <summary>Ends the answer with its signature.</summary>
    public Task CompleteAsync(MessageSignature signature, CancellationToken ct)
    {
        _isSigned = true;
        _writer!.WriteSignature(signature);
        return _writer.CompleteAsync(ct);
    }

    /// <summary>
    /// Sends a fault: alone, or as the last part of a message that had begun (PR-MESSTRANSP 3.1). HTTP's own status stays 200, as
    /// X-Road's servers have it.
    /// </summary>
    /// <exception cref="IOException">The signature was written already, and its end could not be sent: the other server went away.</exception>
    public async Task WriteAsync(Fault fault, CancellationToken ct)
    {
        if (_writer is not null)
        {
            if (_isSigned)
                throw new IOException("Nothing follows a signature.");
            _writer.WriteFault(fault);
            await _writer.CompleteAsync(ct);
            return;
        }

        var body = SoapFault.Write(fault);
        response.ContentType = TransportFormat.FaultType + ";charset=utf-8";
        response.Headers[TransportFormat.SoapActionHeader] = string.Empty;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, ct);
    }

    private TransportWriter Begin()
    {
        response.ContentType = TransportFormat.ContentType(_boundary);
        response.Headers[TransportFormat.HashAlgorithmHeader] = TransportFormat.HashAlgorithm;
        return new TransportWriter(new UnhurriedBody(response.BodyWriter, () => _isSigned), _boundary);
    }
}
