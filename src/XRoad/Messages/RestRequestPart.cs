using System.Diagnostics.CodeAnalysis;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages;

/// <summary>
/// The part application/x-road-rest-request: everything of a request but its body, in the exact bytes that are hashed and
/// signed: <c>VERB CRLF target CRLF</c>, then <c>name:value CRLF</c> for each header.
/// </summary>
public sealed class RestRequestPart
{
    private const int MaxIdLength = 255;

    private RestRequestPart(string verb, RequestTarget target, IReadOnlyList<HeaderField> headers, byte[] bytes, Identity identity)
    {
        (Verb, Target, Headers, Bytes) = (verb, target, headers, bytes);
        (Client, MessageId, RequestId, SecurityServer) = identity;
    }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Verb { get; }

    /// <summary>The service, the path in it and the query.</summary>
    public RequestTarget Target { get; }

    /// <summary>The headers, in the order of the bytes.</summary>
    public IReadOnlyList<HeaderField> Headers { get; }

    /// <summary>The part itself.</summary>
    public byte[] Bytes { get; }

    /// <summary>Who calls.</summary>
    public ClientId Client { get; }

    /// <summary>The value of x-road-id.</summary>
    public string MessageId { get; }

    /// <summary>The value of x-road-request-id.</summary>
    public string RequestId { get; }

    /// <summary>The server the client asked for, if it did.</summary>
    public SecurityServerId? SecurityServer { get; }

    /// <summary>Makes the part of a client's request: filters its headers and appends x-road-request-id, and x-road-id if it has none.</summary>
    /// <param name="verb">The HTTP method.</param>
    /// <param name="target">The request target, undecoded.</param>
    /// <param name="headers">The headers as they came.</param>
    /// <param name="part">The part.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryCreate(
        string verb,
        string target,
        IEnumerable<HeaderField> headers,
        [NotNullWhen(true)] out RestRequestPart? part,
        [NotNullWhen(false)] out Problem? problem)
    {
        part = null;
        List<HeaderField> kept = [.. HeaderRules.OfRequest(headers)];
        if (!RequestTarget.TryParse(target, out var parsed, out var reason))
        {
            problem = new Problem(FaultCodes.BadRequest, reason);
            return false;
        }

        kept.Add(new HeaderField(HeaderNames.RequestId, Guid.NewGuid().ToString()));
        if (HeaderRules.TryGetSingle(kept, HeaderNames.Id, out var id) && id is null)
            kept.Add(new HeaderField(HeaderNames.Id, $"{parsed.Service.Subsystem.Member.Instance}-{Guid.NewGuid()}"));
        return TryAssemble(verb, parsed, kept, MessageLines.Write(verb, parsed.Text, kept), out part, out problem);
    }

    /// <summary>Reads a part another server sent.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out RestRequestPart? part, [NotNullWhen(false)] out Problem? problem)
    {
        part = null;
        if (MessageLines.Read(bytes) is not var (verb, target, headers))
            problem = new Problem(FaultCodes.InvalidMessage, "The request part is a method, a target and headers, each ended by CRLF.");
        else if (!RequestTarget.TryParse(target, out var parsed, out var reason))
            problem = new Problem(FaultCodes.InvalidMessage, reason);
        else
            return TryAssemble(verb, parsed, headers, bytes, out part, out problem);
        return false;
    }

    private static bool TryAssemble(
        string verb, RequestTarget target, List<HeaderField> headers, byte[] bytes, out RestRequestPart? part, out Problem? problem)
    {
        part = null;
        if (verb is not ("DELETE" or "GET" or "HEAD" or "OPTIONS" or "PATCH" or "POST" or "PUT" or "TRACE"))
            problem = new Problem(FaultCodes.BadRequest, "The method is one of those of RFC 9110.");
        else if (!headers.TrueForAll(header => HeaderRules.IsName(header.Name) && HeaderRules.IsValue(header.Value)))
            problem = new Problem(FaultCodes.BadRequest, "A header has a character that no header may have.");
        else if (Identify(headers, out problem) is { } identity)
            part = new RestRequestPart(verb, target, headers, bytes, identity);
        return part is not null;
    }

    private static Identity? Identify(List<HeaderField> headers, out Problem? problem)
    {
        SecurityServerId? server = null;
        problem = null;
        if (!HeaderRules.TryGetSingle(headers, HeaderNames.Client, out var client) || !ClientId.TryParse(client, out var clientId))
            problem = new Problem(FaultCodes.InvalidClientIdentifier, "Send one X-Road-Client header: instance/class/member/subsystem, each part percent-encoded.");
        else if (!TryGetId(headers, HeaderNames.Id, out var id) || !TryGetId(headers, HeaderNames.RequestId, out var requestId))
            problem = new Problem(FaultCodes.BadRequest, $"X-Road-Id is sent at most once, and has 1 to {MaxIdLength} visible characters.");
        else if (!HeaderRules.TryGetSingle(headers, HeaderNames.SecurityServer, out var text)
            || (text is not null && !SecurityServerId.TryParse(text, out server)))
            problem = new Problem(FaultCodes.BadRequest, "X-Road-Security-Server is instance/class/member/server, each part percent-encoded.");
        else
            return new Identity(clientId, id, requestId, server);
        return null;
    }

    private static bool TryGetId(List<HeaderField> headers, string name, [NotNullWhen(true)] out string? id) =>
        HeaderRules.TryGetSingle(headers, name, out id) && id is { Length: > 0 and <= MaxIdLength } && !id.Any(char.IsControl);

    private sealed record Identity(ClientId Client, string MessageId, string RequestId, SecurityServerId? Server);
}
