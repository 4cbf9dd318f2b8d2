using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages;

/// <summary>
/// The part application/x-road-rest-response: everything of an answer but its body, in the exact bytes that are hashed and
/// signed: <c>code CRLF reason CRLF</c>, then <c>name:value CRLF</c> for each header.
/// </summary>
public sealed class RestResponsePart
{
    private RestResponsePart(int status, string reason, IReadOnlyList<HeaderField> headers, byte[] bytes) =>
        (Status, Reason, Headers, Bytes) = (status, reason, headers, bytes);

    /// <summary>The HTTP status the service answered with.</summary>
    public int Status { get; }

    /// <summary>The reason phrase; may be empty.</summary>
    public string Reason { get; }

    /// <summary>The headers, in the order of the bytes.</summary>
    public IReadOnlyList<HeaderField> Headers { get; }

    /// <summary>The part itself.</summary>
    public byte[] Bytes { get; }

    /// <summary>Makes the part of a service's answer: filters its headers, then appends the five of X-Road in their order.</summary>
    /// <param name="request">The request it answers.</param>
    /// <param name="requestHash">See <see cref="RequestHash"/>.</param>
    /// <param name="status">The service's HTTP status.</param>
    /// <param name="reason">Its reason phrase.</param>
    /// <param name="headers">Its headers as they came.</param>
    /// <param name="part">The part.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryCreate(
        RestRequestPart request,
        string requestHash,
        int status,
        string reason,
        IEnumerable<HeaderField> headers,
        [NotNullWhen(true)] out RestResponsePart? part,
        [NotNullWhen(false)] out Problem? problem)
    {
        List<HeaderField> kept =
        [
            .. HeaderRules.OfResponse(headers),
            new(HeaderNames.Id, request.MessageId),
            new(HeaderNames.Client, request.Client.ToString()),
            new(HeaderNames.Service, request.Target.Service.ToString()),
            new(HeaderNames.RequestId, request.RequestId),
            new(HeaderNames.RequestHash, requestHash),
        ];
        var sound = HeaderRules.IsValue(reason) && kept.TrueForAll(header => HeaderRules.IsName(header.Name) && HeaderRules.IsValue(header.Value));
        problem = sound ? null : new Problem(FaultCodes.InvalidMessage, "The service answered with a header that no header may be.");
        part = sound
            ? new RestResponsePart(status, reason, kept, MessageLines.Write(status.ToString(CultureInfo.InvariantCulture), reason, kept))
            : null;
        return sound;
    }

    /// <summary>Reads a part another server sent.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out RestResponsePart? part)
    {
        part = null;
        if (MessageLines.Read(bytes) is var (code, reason, headers)
            && code.Length == 3
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599)
            part = new RestResponsePart(status, reason, headers, bytes);
        return part is not null;
    }

    /// <summary>What in this answer does not belong to the request; null if everything does.</summary>
    /// <param name="request">The request as it was sent.</param>
    /// <param name="requestHash">Its hash, made here.</param>
    public Problem? FindInconsistency(RestRequestPart request, string requestHash)
    {
        if (!ClientId.TryParse(Single(HeaderNames.Client), out var client) || client != request.Client)
            return Inconsistent("client id");
        if (Single(HeaderNames.Id) != request.MessageId)
            return Inconsistent("message id");
        if (!ServiceId.TryParse(LastService(), out var service) || service != request.Target.Service)
            return Inconsistent("service id");
        if (Single(HeaderNames.RequestId) != request.RequestId)
            return Inconsistent("request id");
        return Single(HeaderNames.RequestHash) == requestHash ? null : Inconsistent("request hash");
    }

    // x-road-service is not among the headers that are dropped: the one a server appends comes after any the service sent.
    private string? LastService() =>
        Headers.LastOrDefault(header => header.Name.Equals(HeaderNames.Service, StringComparison.OrdinalIgnoreCase)).Value;

    private string? Single(string name) => HeaderRules.TryGetSingle(Headers, name, out var value) ? value : null;

    private static Problem Inconsistent(string what) =>
        new(FaultCodes.InconsistentResponse, $"The {what} of the answer is not that of the request.");
}
