using Cabildo.Exchange.Configuration;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Rights;

/// <summary>A right to call a service.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Endpoints">What it covers.</param>
/// <param name="Agreement">What it comes from; null if that is not said.</param>
/// <param name="Fields">What of a JSON answer may be seen; null for everything.</param>
/// <param name="Limit">How much may be asked; null if the service says.</param>
internal sealed record Grant(GrantSubject Subject, EndpointPattern Endpoints, string? Agreement, AllowedFields? Fields, RateLimit? Limit)
{
    /// <summary>A client's right to all of a service.</summary>
    public static Grant ToAll(ClientId client) => new(new GrantSubject.OfClient(client), new EndpointPattern(), null, null, null);
}

/// <summary>Whose a right is.</summary>
internal abstract record GrantSubject
{
    /// <summary>One subsystem's.</summary>
    /// <param name="Id">The subsystem.</param>
    public sealed record OfClient(ClientId Id) : GrantSubject
    {
        public override bool Includes(ClientId client, ConfigurationSnapshot configuration) => client == Id;
    }

    /// <summary>The members' of a group that this server's operators named.</summary>
    /// <param name="Members">Its members.</param>
    public sealed record OfLocalGroup(IReadOnlySet<ClientId> Members) : GrantSubject
    {
        public override bool Includes(ClientId client, ConfigurationSnapshot configuration) => Members.Contains(client);
    }

    /// <summary>The members' of a group of the global configuration, as it is at the time of each request.</summary>
    /// <param name="Instance">The instance that keeps the group.</param>
    /// <param name="Code">Its code there.</param>
    public sealed record OfGlobalGroup(string Instance, string Code) : GrantSubject
    {
        public override bool Includes(ClientId client, ConfigurationSnapshot configuration) => configuration.IsInGroup(Instance, Code, client);
    }

    /// <summary>Whether the right is this client's.</summary>
    public abstract bool Includes(ClientId client, ConfigurationSnapshot configuration);
}
