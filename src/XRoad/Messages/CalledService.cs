using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages;

/// <summary>
/// The service a message is about. SOAP knows services of members, not only of subsystems, and versions of services
/// (PR-MESS 2.1); REST knows neither.
/// </summary>
/// <param name="Provider">Who offers it.</param>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version; null if none is given.</param>
public sealed record CalledService(ClientId Provider, string Code, string? Version)
{
    /// <summary>Its code.</summary>
    public string Code { get; } = IdentifierPart.Checked(Code, nameof(Code));

    /// <summary>Its version; null if none is given.</summary>
    public string? Version { get; } = Version is null ? null : IdentifierPart.Checked(Version, nameof(Version));

    /// <summary>A service of REST.</summary>
    public static CalledService Of(ServiceId service) => new(service.Subsystem, service.Code, Version: null);

    /// <summary>The percent-encoded parts, one after the other.</summary>
    public override string ToString() => Version is null ? $"{Provider}/{IdentifierPart.Join(Code)}" : $"{Provider}/{IdentifierPart.Join(Code, Version)}";
}
