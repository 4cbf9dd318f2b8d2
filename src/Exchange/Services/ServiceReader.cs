using Cabildo.Exchange.Node;
using Cabildo.Exchange.Rights;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.Exchange.Services;

/// <summary>Reads the services of the settings, with who may call them.</summary>
internal sealed class ServiceReader
{
    private readonly SettingsReader _reader;
    private readonly Dictionary<string, IReadOnlySet<ClientId>> _groups = new(StringComparer.Ordinal);

    public ServiceReader(SettingsReader reader, IEnumerable<LocalGroupOptions> groups)
    {
        _reader = reader;
        foreach (var (group, i) in groups.Select((group, i) => (group, i)))
        {
            var members = reader.ParseAll<ClientId>(group.Members, ClientId.TryParse, $"LocalGroups:{i}:Members").ToHashSet();
            reader.Demand(group.Code.Length > 0 && _groups.TryAdd(group.Code, members), $"LocalGroups:{i}:Code", "names each group once");
        }
    }

    public List<Service> Read(IEnumerable<ServiceOptions> services) => [.. services.Select((service, i) => Service(service, $"Services:{i}"))];

    private Service Service(ServiceOptions service, string setting)
    {
        _reader.Demand(service.Timeout > TimeSpan.Zero, $"{setting}:Timeout", "is more than 0");
        _reader.Demand(service.Urls.Count > 0, $"{setting}:Urls", "has at least one address");
        var urls = service.Urls.Select((url, i) => _reader.Url(url, $"{setting}:Urls:{i}", mayHaveQuery: false, Uri.UriSchemeHttp, Uri.UriSchemeHttps));
        return new Service(
            Id(service, $"{setting}:Id"),
            service.Kind,
            [.. urls.Select(url => new ServiceAddress(url.AbsoluteUri.TrimEnd('/')))],
            _reader.Fingerprints(service.Certificates, $"{setting}:Certificates"),
            service.Timeout,
            [.. service.Grants.Select((grant, i) => Grant(grant, $"{setting}:Grants:{i}"))])
        {
            Disabled = service.Disabled,
            Description = service.DescriptionUrl is { } description ? _reader.Url(description, $"{setting}:DescriptionUrl", mayHaveQuery: true, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : null,
            Endpoints = [.. service.Endpoints.Select(endpoint => new EndpointPattern(endpoint.Method, endpoint.Path))],
            Limit = Limit(service.Limit, $"{setting}:Limit"),
        };
    }

    // Of SOAP a sixth part is the version.
    private CalledService Id(ServiceOptions service, string setting)
    {
        var parts = service.Id.Split('/');
        var versioned = service.Kind == ServiceKind.Soap && parts.Length == 6;
        var id = _reader.Parse<ServiceId>(versioned ? string.Join('/', parts[..5]) : service.Id, ServiceId.TryParse, setting);
        if (id is null)
            return null!;
        _reader.Demand(!MetaserviceNames.IsReserved(id.Code), setting, $"has the code '{id.Code}', by which servers tell of services. Choose another");
        var called = CalledService.Of(id);
        return versioned ? new CalledService(called.Provider, called.Code, Uri.UnescapeDataString(parts[5])) : called;
    }

    private Grant Grant(GrantOptions grant, string setting)
    {
        var subjects = new[] { grant.Client, grant.GlobalGroup, grant.LocalGroup }.Count(subject => subject is not null);
        _reader.Demand(subjects == 1, setting, "names one of Client, GlobalGroup and LocalGroup");
        return new Grant(
            Subject(grant, setting),
            new EndpointPattern(grant.Method, grant.Path),
            grant.Agreement,
            grant.Fields.Count > 0 ? new AllowedFields(grant.Fields) : null,
            Limit(grant.Limit, $"{setting}:Limit"));
    }

    private GrantSubject Subject(GrantOptions grant, string setting)
    {
        if (grant.GlobalGroup is { } global)
        {
            var parts = global.Split('/').Select(Uri.UnescapeDataString).ToArray();
            _reader.Demand(parts is [{ Length: > 0 }, { Length: > 0 }], $"{setting}:GlobalGroup", $"is '{global}', and must be instance/code");
            return new GrantSubject.OfGlobalGroup(parts[0], parts[^1]);
        }

        if (grant.LocalGroup is { } local)
        {
            _reader.Demand(_groups.TryGetValue(local, out var members), $"{setting}:LocalGroup", $"is '{local}', which LocalGroups does not have");
            return new GrantSubject.OfLocalGroup(members ?? new HashSet<ClientId>());
        }

        return new GrantSubject.OfClient(_reader.Parse<SubsystemId>(grant.Client ?? "", SubsystemId.TryParse, $"{setting}:Client"));
    }

    private RateLimit? Limit(LimitOptions? limit, string setting)
    {
        _reader.Demand(limit is null or { PerSecond: >= 0, PerDay: >= 0, Burst: >= 1 }, setting, "has PerSecond and PerDay of 0 or more, and Burst of 1 or more");
        return RateLimit.Of(limit);
    }
}
