using System.Net;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Node;

/// <summary><see cref="ExchangeOptions"/> once read: nothing past this point parses settings.</summary>
internal sealed record NodeSettings
{
    public required SecurityServerId Server { get; init; }

    public required IPEndPoint ClientsEndpoint { get; init; }

    public required IPEndPoint PeersEndpoint { get; init; }

    public required string TokenFolder { get; init; }

    public required string? TokenPassphrase { get; init; }

    public required IReadOnlySet<ClientId> Subsystems { get; init; }

    public required IReadOnlyDictionary<ServiceId, Service> Services { get; init; }

    public required long MaxBodyBytes { get; init; }

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
        var reader = new Reader(errors);
        reader.Demand(options.Token.Length > 0, "Token", "names the folder of the node's keys");
        reader.Demand(options.MaxBodyBytes > 0, "MaxBodyBytes", "is more than 0");
        reader.Demand(options.ConnectTimeout > TimeSpan.Zero, "ConnectTimeout", "is more than 0");
        reader.Demand(options.PeerTimeout > TimeSpan.Zero, "PeerTimeout", "is more than 0");
        var services = options.Services.Select((service, i) => reader.Service(service, $"Services:{i}")).ToList();
        reader.Demand(AreDistinct(services, service => service.Id), "Services", "has each service once");
        return new NodeSettings
        {
            Server = reader.Parse<SecurityServerId>(options.Server, SecurityServerId.TryParse, "Server"),
            ClientsEndpoint = reader.Endpoint(options.ClientsUrl, Uri.UriSchemeHttp, "ClientsUrl"),
            PeersEndpoint = reader.Endpoint(options.PeersUrl, Uri.UriSchemeHttps, "PeersUrl"),
            TokenFolder = options.Token,
            TokenPassphrase = options.TokenPassphrase,
            Subsystems = reader.ParseAll<ClientId>(options.Subsystems, ClientId.TryParse, "Subsystems").ToHashSet(),
            Services = errors.Count == 0 ? services.ToDictionary(service => service.Id) : [],
            MaxBodyBytes = options.MaxBodyBytes,
            ConnectTimeout = options.ConnectTimeout,
            PeerTimeout = options.PeerTimeout,
        };
    }

    private static bool AreDistinct<T, TKey>(List<T> items, Func<T, TKey> key) => items.DistinctBy(key).Count() == items.Count;

    private delegate bool Parser<T>(string? text, out T? value)
        where T : class;

    private sealed class Reader(List<string> errors)
    {
        public void Demand(bool met, string setting, string what)
        {
            if (!met)
                errors.Add($"{ExchangeOptions.Section}:{setting} {what}.");
        }

        public T Parse<T>(string text, Parser<T> parser, string setting)
            where T : class
        {
            Demand(parser(text, out var value), setting, $"is '{text}', which is not an identifier of the kind it must be");
            return value!;
        }

        public List<T> ParseAll<T>(IEnumerable<string> texts, Parser<T> parser, string setting)
            where T : class =>
            [.. texts.Select((text, i) => Parse(text, parser, $"{setting}:{i}")).Where(value => value is not null)];

        public IPEndPoint Endpoint(string text, string scheme, string setting)
        {
            var address = IPAddress.None;
            var read = Uri.TryCreate(text, UriKind.Absolute, out var url)
                && url.Scheme == scheme
                && IPAddress.TryParse(url.DnsSafeHost, out address);
            Demand(read, setting, $"is '{text}', and must be {scheme}://address:port with a numeric address");
            return new IPEndPoint(address ?? IPAddress.None, url is { Port: >= 0 } ? url.Port : 0);
        }

        public Service Service(ServiceOptions service, string setting)
        {
            Demand(service.Timeout > TimeSpan.Zero, $"{setting}:Timeout", "is more than 0");
            return new Service(
                Parse<ServiceId>(service.Id, ServiceId.TryParse, $"{setting}:Id"),
                Url(service.Url, $"{setting}:Url", Uri.UriSchemeHttp, Uri.UriSchemeHttps).AbsoluteUri.TrimEnd('/'),
                service.Timeout,
                [.. service.Grants.Select((grant, i) => Grant(grant, $"{setting}:Grants:{i}"))]);
        }

        private Grant Grant(GrantOptions grant, string setting) => new(
            Parse<SubsystemId>(grant.Client, SubsystemId.TryParse, $"{setting}:Client"),
            new EndpointPattern(grant.Method, grant.Path));

        private Uri Url(string text, string setting, params string[] schemes)
        {
            var read = Uri.TryCreate(text, UriKind.Absolute, out var url)
                && schemes.Contains(url.Scheme, StringComparer.Ordinal)
                && url is { Query: "", Fragment: "", UserInfo: "" };
            Demand(read, setting, $"is '{text}', and must be {string.Join(" or ", schemes)}://host:port with neither query nor user");
            return url ?? new Uri("about:blank");
        }
    }
}
