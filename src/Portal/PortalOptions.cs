using System.ComponentModel.DataAnnotations;
using Cabildo.Platform.Country;

namespace Cabildo.Portal;

/// <summary>Settings of the portal, section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    /// <summary>The OIDC issuer that signs people in. Required.</summary>
    [Required]
    public Uri? Authority { get; init; }

    /// <summary>The portal's client id at the issuer.</summary>
    [Required]
    public string ClientId { get; init; } = "portal";

    /// <summary>The service that answers documents, and the audience of the tokens the portal asks for. Required.</summary>
    [Required]
    public Uri? Documents { get; init; }

    /// <summary>Folder of the soft token that holds the portal's client key; <c>data/portal-keys</c> if not set.</summary>
    public string Token { get; init; } = "data/portal-keys";

    /// <summary>Time zone of the dates and hours on the pages, by IANA name; UTC if not set.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>People whom the first page offers, for demonstrations; none if not set, and then there is no such page.</summary>
    public IReadOnlyList<OfferedPerson> People { get; init; } = [];
}

/// <summary>Someone whom a demonstration offers to be.</summary>
public sealed class OfferedPerson
{
    /// <summary>The number to sign in with, as people write it.</summary>
    [Required]
    public string Id { get; init; } = "";

    /// <summary>Given and family names.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>What to try, one sentence.</summary>
    public LocalText Story { get; init; } = new();

    /// <summary>Path of a JPEG portrait; initials are shown if not set.</summary>
    public string? Portrait { get; init; }
}
