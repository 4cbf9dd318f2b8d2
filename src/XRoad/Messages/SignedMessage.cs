using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Messages;

/// <summary>What the message part in a container is, and between whom it went.</summary>
/// <param name="Kind">REST or SOAP, request or answer.</param>
/// <param name="Client">Who asked.</param>
/// <param name="Service">What for.</param>
/// <param name="MessageId">The id that request and answer share.</param>
public sealed record SignedMessage(SignedMessageKind Kind, ClientId Client, CalledService Service, string MessageId)
{
    /// <summary>Whether it is an answer.</summary>
    public bool IsResponse => Kind is SignedMessageKind.RestResponse or SignedMessageKind.SoapResponse;

    /// <summary>Who signs it: the client a request, the service's provider an answer.</summary>
    public ClientId Sender => IsResponse ? Service.Provider : Client;

    /// <summary>Whom it is for.</summary>
    public ClientId Receiver => IsResponse ? Client : Service.Provider;

    /// <summary>Reads a message part of either kind.</summary>
    /// <exception cref="MalformedMessageException">It is neither, or does not say between whom it went.</exception>
    public static SignedMessage Read(ReadOnlyMemory<byte> part)
    {
        var begin = part.Span.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        if (begin.IsEmpty)
            throw new MalformedMessageException(MalformedMessageException.InvalidMessage, "The message is empty.");
        // Each kind begins as no other can: XML; the status of a REST answer; the method of a REST request.
        return begin[0] switch
        {
            (byte)'<' => OfSoap(part),
            >= (byte)'1' and <= (byte)'9' => OfRestResponse(part),
            _ when part.Span.IndexOf((byte)0) is >= 0 and < 4 => OfSoap(part),
            _ => OfRestRequest(part),
        };
    }

    private static SignedMessage OfSoap(ReadOnlyMemory<byte> part)
    {
        try
        {
            var soap = SoapMessagePart.Read(part);
            return soap.Header is { } header && soap.Kind != SoapKind.Fault
                ? new SignedMessage(soap.Kind == SoapKind.Response ? SignedMessageKind.SoapResponse : SignedMessageKind.SoapRequest, header.Client, header.Service, header.Id)
                : throw new MalformedMessageException(MalformedMessageException.InvalidMessage, "The message is a SOAP fault; faults are not signed.");
        }
        catch (MalformedSoapException malformed)
        {
            throw new MalformedMessageException(malformed.Code, malformed.Message, malformed);
        }
    }

    private static SignedMessage OfRestRequest(ReadOnlyMemory<byte> part) => RestRequestPart.TryRead(part.ToArray(), out var request, out var problem)
        ? new SignedMessage(SignedMessageKind.RestRequest, request.Client, CalledService.Of(request.Target.Service), request.MessageId)
        : throw new MalformedMessageException(problem.Name, problem.Message);

    private static SignedMessage OfRestResponse(ReadOnlyMemory<byte> part)
    {
        if (!RestResponsePart.TryRead(part.ToArray(), out var response))
            throw new MalformedMessageException(MalformedMessageException.InvalidMessage, "The answer part is a status, a reason and headers, each ended by CRLF.");
        // The server appends its own headers; the last is thus the one it vouches for.
        if (!ClientId.TryParse(Last(response, HeaderNames.Client), out var client)
            || !ServiceId.TryParse(Last(response, HeaderNames.Service), out var service)
            || Last(response, HeaderNames.Id) is not { Length: > 0 } id)
            throw new MalformedMessageException(MalformedMessageException.InvalidMessage, "The answer does not say who asked for which service: x-road-client, x-road-service or x-road-id is missing or malformed.");
        return new SignedMessage(SignedMessageKind.RestResponse, client, CalledService.Of(service), id);
    }

    private static string? Last(RestResponsePart response, string name) =>
        response.Headers.LastOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>The kinds of message that are signed.</summary>
public enum SignedMessageKind
{
    /// <summary>A client's request by REST.</summary>
    RestRequest,

    /// <summary>A service's answer by REST.</summary>
    RestResponse,

    /// <summary>A client's request by SOAP.</summary>
    SoapRequest,

    /// <summary>A service's answer by SOAP.</summary>
    SoapResponse,
}

/// <summary>A signed message part is neither REST nor SOAP, or breaks the rules of its kind.</summary>
public sealed class MalformedMessageException : Exception
{
    /// <param name="code">X-Road's name of the fault.</param>
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="inner">What it was found by, if by an exception.</param>
    public MalformedMessageException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The usual code.</summary>
    public const string InvalidMessage = Faults.FaultCodes.InvalidMessage;

    /// <summary><see cref="InvalidMessage"/>; of SOAP a code of <see cref="MalformedSoapException"/>, of REST one of <see cref="Faults.FaultCodes"/>.</summary>
    public string Code { get; }
}
