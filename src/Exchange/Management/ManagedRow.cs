namespace Cabildo.Exchange.Management;

/// <summary>Something that an operator's call put in force.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Body">What is said of it: JSON of the options class of the settings.</param>
/// <param name="Version">The change that made it so.</param>
internal sealed record ManagedRow(string Kind, string Key, string Body, long Version);

/// <summary>The kinds of what can be changed: the first part of a call's path.</summary>
internal static class Kinds
{
    /// <summary>By identifier: a <see cref="ClientOptions"/>.</summary>
    public const string Clients = "clients";

    /// <summary>By identifier: a <see cref="ServiceOptions"/> without rights.</summary>
    public const string Services = "services";

    /// <summary>By a service's identifier: a <see cref="Disabling"/>.</summary>
    public const string Disabled = "disabled";

    /// <summary>By a key of ours: a <see cref="GivenRight"/>.</summary>
    public const string Rights = "rights";

    /// <summary>By code: a <see cref="LocalGroupOptions"/> without members.</summary>
    public const string Groups = "groups";

    /// <summary>By the group's code, a slash and the member's identifier.</summary>
    public const string Members = "members";

    /// <summary>All: groups before their members, services before their rights.</summary>
    public static readonly string[] InOrder = [Clients, Groups, Members, Services, Disabled, Rights];
}

/// <summary>A right that a call gave.</summary>
public sealed class GivenRight
{
    /// <summary>To which service: its identifier.</summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>The right, as the settings have it.</summary>
    public GrantOptions Right { get; set; } = new();
}

/// <summary>Why a service is out of service.</summary>
public sealed class Disabling
{
    /// <summary>A sentence to its callers.</summary>
    public string Notice { get; set; } = string.Empty;
}

/// <summary>A change that was made.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Time">When.</param>
/// <param name="Operator">Who made it.</param>
/// <param name="Action"><c>put</c> or <c>remove</c>.</param>
/// <param name="Target">Of what: kind and key.</param>
/// <param name="Body">What was said of it; null where it was removed.</param>
internal sealed record Change(long Version, DateTimeOffset Time, string Operator, string Action, string Target, string? Body);
