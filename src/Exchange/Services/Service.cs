using Cabildo.Exchange.Rights;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Services;

/// <summary>A service of this organisation.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What it speaks.</param>
/// <param name="Addresses">Where it is; at least one.</param>
/// <param name="Certificates">The SHA-256 fingerprints of the certificates it may show, in hexadecimal of either case; empty to trust as the system does.</param>
/// <param name="Timeout">How long it may say nothing.</param>
/// <param name="Grants">Who may call it.</param>
internal sealed record Service(
    CalledService Id, ServiceKind Kind, IReadOnlyList<ServiceAddress> Addresses, IReadOnlySet<string> Certificates, TimeSpan Timeout, IReadOnlyList<Grant> Grants)
{
    private static readonly TimeSpan MetaTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A service that this server answers itself, which is nowhere else.</summary>
    public static Service Meta(CalledService id, ServiceKind kind) => new(id, kind, [], new HashSet<string>(StringComparer.Ordinal), MetaTimeout, []);

    /// <summary>What to tell callers while it is out of service; null if it is in service.</summary>
    public string? Disabled { get; init; }

    /// <summary>Where its description is; null if it has none.</summary>
    public Uri? Description { get; init; }

    /// <summary>The endpoints it tells of, beside those that rights name.</summary>
    public IReadOnlyList<EndpointPattern> Endpoints { get; init; } = [];

    /// <summary>How much a client may ask, if its right does not say; null for no limit.</summary>
    public RateLimit? Limit { get; init; }
}
