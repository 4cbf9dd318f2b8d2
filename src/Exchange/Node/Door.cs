using Cabildo.XRoad.Metaservices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cabildo.Exchange.Node;

/// <summary>By which of the node's addresses a connection came in: what is behind one is out of reach from the other.</summary>
internal sealed class Door
{
    private const string Messages = "/r1/";
    public static readonly Door Clients = new();
    public static readonly Door Peers = new();
    public static readonly Door Ocsp = new();
    public static readonly Door Management = new();

    private Door()
    {
    }

    public ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(this);
        return next(connection);
    };

    public static bool IsPeers(HttpContext context) => context.Features.Get<Door>() == Peers;

    public static bool IsManagement(HttpContext context) => context.Features.Get<Door>() == Management;

    public static bool IsOcsp(HttpContext context) => context.Features.Get<Door>() == Ocsp;

    public static bool IsClients(HttpContext context) => context.Features.Get<Door>() == Clients;

    public static bool IsSoapOfClient(HttpContext context) =>
        context.Features.Get<Door>() == Clients
        && HttpMethods.IsPost(context.Request.Method)
        && context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget == "/";

    public static bool IsListClients(HttpContext context) =>
        context.Features.Get<Door>() == Clients
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.Path.Equals("/" + MetaserviceNames.ListClients, StringComparison.Ordinal);

    // The target as it was sent: the framework's Path is decoded, and "." and ".." are resolved in it.
    public static bool IsMessageOfClient(HttpContext context) =>
        context.Features.Get<Door>() == Clients
        && context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.StartsWith(Messages, StringComparison.Ordinal);
}
