using System.Net;
using Cabildo.Exchange.Clients;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Node;

/// <summary><see cref="ExchangeOptions"/> once read: nothing past this point parses settings. All but <see cref="Offered"/> stays as long as the node runs.</summary>
internal sealed record NodeSettings
{
    private Offer _offered = Offer.Nothing;

    public required SecurityServerId Server { get; init; }

    public required IPEndPoint ClientsEndpoint { get; init; }

    /// <summary>Null if clients come by plain HTTP only.</summary>
    public required IPEndPoint? ClientsTlsEndpoint { get; init; }

    public required IPEndPoint PeersEndpoint { get; init; }

    public required string TokenFolder { get; init; }

    public required string? TokenPassphrase { get; init; }

    /// <summary>Where operators' calls come in; null if there are none.</summary>
    public required ManagementAddress? Management { get; init; }

    /// <summary>Who may call and be called now. A message that looks twice reads this once: another may take its place at any time.</summary>
    public Offer Offered
    {
        get => Volatile.Read(ref _offered);
        init => _offered = value;
    }

    /// <summary>See <see cref="Offered"/>.</summary>
    public IReadOnlyDictionary<ClientId, Client> Clients => Offered.Clients;

    /// <summary>See <see cref="Offered"/>.</summary>
    public IReadOnlyDictionary<CalledService, Service> Services => Offered.Services;

    /// <summary>See <see cref="Offered"/>.</summary>
    public IReadOnlySet<ClientId> Providers => Offered.Providers;

    public required long MaxBodyBytes { get; init; }

    public required string HeldBodies { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan PeerTimeout { get; init; }

    /// <summary>Puts another offer in force, for every message that begins from now on.</summary>
    public void Adopt(Offer offer) => Volatile.Write(ref _offered, offer);

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
        var offered = Offer.Read(options.Clients, options.Services, options.LocalGroups, errors);
        return new NodeSettings
        {
            Server = reader.Parse<SecurityServerId>(options.Server, SecurityServerId.TryParse, "Server"),
            ClientsEndpoint = reader.Endpoint(options.ClientsUrl, Uri.UriSchemeHttp, "ClientsUrl"),
            ClientsTlsEndpoint = options.ClientsTlsUrl is { } url ? reader.Endpoint(url, Uri.UriSchemeHttps, "ClientsTlsUrl") : null,
            PeersEndpoint = reader.Endpoint(options.PeersUrl, Uri.UriSchemeHttps, "PeersUrl"),
            TokenFolder = options.Token,
            TokenPassphrase = options.TokenPassphrase,
            Management = ManagementAddress.Read(options.ManagementUrl, reader),
            Offered = offered,
            MaxBodyBytes = options.MaxBodyBytes,
            HeldBodies = options.HeldBodies ?? Path.GetTempPath(),
            ConnectTimeout = options.ConnectTimeout,
            PeerTimeout = options.PeerTimeout,
        };
    }
}

/// <summary>Who may call through this server, and what it offers: of one time, and never changed.</summary>
/// <param name="Clients">The organisation's own subsystems that call.</param>
/// <param name="Services">The services.</param>
/// <param name="Providers">Whose they are.</param>
internal sealed record Offer(
    IReadOnlyDictionary<ClientId, Client> Clients, IReadOnlyDictionary<CalledService, Service> Services, IReadOnlySet<ClientId> Providers)
{
    public static Offer Nothing { get; } = Of([], []);

    /// <summary>Reads what the file or operators' calls say; what cannot be read is named in <paramref name="errors"/>, and the result is then of no use.</summary>
    public static Offer Read(
        IEnumerable<ClientOptions> clients, IEnumerable<ServiceOptions> services, IEnumerable<LocalGroupOptions> groups, List<string> errors)
    {
        var reader = new SettingsReader(errors);
        var readClients = clients.Select((client, i) => reader.Client(client, $"Clients:{i}")).ToList();
        reader.Demand(AreDistinct(readClients, client => client.Id), "Clients", "has each client once");
        var readServices = new ServiceReader(reader, groups).Read(services);
        reader.Demand(AreDistinct(readServices, service => service.Id), "Services", "has each service once");
        return errors.Count == 0 ? Of(readClients, readServices) : Nothing;
    }

    private static Offer Of(List<Client> clients, List<Service> services) => new(
        clients.ToDictionary(client => (ClientId)client.Id), services.ToDictionary(service => service.Id), services.Select(service => service.Id.Provider).ToHashSet());

    private static bool AreDistinct<T, TKey>(List<T> items, Func<T, TKey> key) => items.DistinctBy(key).Count() == items.Count;
}
