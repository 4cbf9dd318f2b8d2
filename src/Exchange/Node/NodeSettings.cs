using System.Net;
using Cabildo.Exchange.Clients;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Node;

/// <summary><see cref="ExchangeOptions"/> once read: nothing past this point parses settings.</summary>
internal sealed record NodeSettings
{
    public required SecurityServerId Server { get; init; }

    public required IPEndPoint ClientsEndpoint { get; init; }

    /// <summary>Null if clients come by plain HTTP only.</summary>
    public required IPEndPoint? ClientsTlsEndpoint { get; init; }

    public required IPEndPoint PeersEndpoint { get; init; }

    public required string TokenFolder { get; init; }

    public required string? TokenPassphrase { get; init; }

    public required IReadOnlyDictionary<ClientId, Client> Clients { get; init; }

    public required IReadOnlyDictionary<CalledService, Service> Services { get; init; }

    /// <summary>Whose services they are.</summary>
    public required IReadOnlySet<ClientId> Providers { get; init; }

    public required long MaxBodyBytes { get; init; }

    public required string HeldBodies { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan PeerTimeout { get; init; }

    public static NodeSettings Of(ExchangeOptions options)
    {
        var errors = new List<string>();
        var settings = Read(options, errors);
        return errors.Count == 0 ? settings : throw new InvalidOperationException(string.Join(' ', errors));
    }

    /// <summary>Reads the options; what cannot be read is named in <paramref name="errors"/>, and the result is then of no use.</summary>
    public static NodeSettings Read(ExchangeOptions options, List<string> errors)
    {
        var reader = new SettingsReader(errors);
        reader.Demand(options.Token.Length > 0, "Token", "names the folder of the node's keys");
        reader.Demand(options.MaxBodyBytes > 0, "MaxBodyBytes", "is more than 0");
        reader.Demand(options.ConnectTimeout > TimeSpan.Zero, "ConnectTimeout", "is more than 0");
        reader.Demand(options.PeerTimeout > TimeSpan.Zero, "PeerTimeout", "is more than 0");
        var clients = options.Clients.Select((client, i) => reader.Client(client, $"Clients:{i}")).ToList();
        reader.Demand(AreDistinct(clients, client => client.Id), "Clients", "has each client once");
        var services = new ServiceReader(reader, options.LocalGroups).Read(options.Services);
        reader.Demand(AreDistinct(services, service => service.Id), "Services", "has each service once");
        return new NodeSettings
        {
            Server = reader.Parse<SecurityServerId>(options.Server, SecurityServerId.TryParse, "Server"),
            ClientsEndpoint = reader.Endpoint(options.ClientsUrl, Uri.UriSchemeHttp, "ClientsUrl"),
            ClientsTlsEndpoint = options.ClientsTlsUrl is { } url ? reader.Endpoint(url, Uri.UriSchemeHttps, "ClientsTlsUrl") : null,
            PeersEndpoint = reader.Endpoint(options.PeersUrl, Uri.UriSchemeHttps, "PeersUrl"),
            TokenFolder = options.Token,
            TokenPassphrase = options.TokenPassphrase,
            Clients = errors.Count == 0 ? clients.ToDictionary(client => (ClientId)client.Id) : [],
            Services = errors.Count == 0 ? services.ToDictionary(service => service.Id) : [],
            Providers = errors.Count == 0 ? services.Select(service => service.Id.Provider).ToHashSet() : [],
            MaxBodyBytes = options.MaxBodyBytes,
            HeldBodies = options.HeldBodies ?? Path.GetTempPath(),
            ConnectTimeout = options.ConnectTimeout,
            PeerTimeout = options.PeerTimeout,
        };
    }

    private static bool AreDistinct<T, TKey>(List<T> items, Func<T, TKey> key) => items.DistinctBy(key).Count() == items.Count;
}
