using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>What a client asks of <c>/asic</c> (X-Road, UG-SIGDOC 2).</summary>
/// <param name="Query">Which messages.</param>
/// <param name="IsUnique">Whether one container is asked for, not a zip file of containers.</param>
internal sealed record ContainerQuery(MessageQuery Query, bool IsUnique)
{
    private static readonly string[] PartsOfClient = ["xRoadInstance", "memberClass", "memberCode", "subsystemCode"];

    /// <summary>Whose messages are asked for.</summary>
    public ClientId Client => Query.Party!;

    /// <summary>Reads the query string.</summary>
    public static (ContainerQuery? Query, Problem? Problem) Read(IQueryCollection query)
    {
        foreach (var name in (ReadOnlySpan<string>)["queryId", "xRoadInstance", "memberClass", "memberCode"])
        {
            if (string.IsNullOrEmpty(query[name]))
                return (null, Bad($"Parameter \"{name}\" must be specified."));
        }

        var (requests, responses, unique) = (query.ContainsKey("requestOnly"), query.ContainsKey("responseOnly"), query.ContainsKey("unique"));
        if (requests && responses)
            return (null, Bad("Parameters \"requestOnly\" and \"responseOnly\" cannot be used at the same time."));
        if (unique && !requests && !responses)
            return (null, Bad("Parameter \"unique\" not applicable without \"requestOnly\" or \"responseOnly\"."));
        if (ReadClient(query) is not { } client)
            return (null, Bad("The client's identifier is malformed."));
        return (new ContainerQuery(new MessageQuery(query["queryId"]!, requests ? false : responses ? true : null, AtConsumer: null, client), unique), null);
    }

    private static ClientId? ReadClient(IQueryCollection query)
    {
        var parts = PartsOfClient.Select(name => (string?)query[name]).Where(part => !string.IsNullOrEmpty(part)).Select(part => Uri.EscapeDataString(part!));
        return ClientId.TryParse(string.Join('/', parts), out var client) ? client : null;
    }

    private static Problem Bad(string message) => new(FaultCodes.BadRequest, message);
}
