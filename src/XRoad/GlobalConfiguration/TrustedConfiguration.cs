using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// The configuration that a server holds and relies on: its own instance's and those of the instances federated with it. Whoever
/// makes one has verified it, or takes it from a folder in which only what was verified is kept.
/// </summary>
/// <param name="OwnInstance">The instance the server belongs to.</param>
/// <param name="Instances">All instances, the own among them.</param>
/// <param name="Problems">What could not be read of other instances, a sentence each.</param>
public sealed record TrustedConfiguration(string OwnInstance, IReadOnlyList<ConfigurationInstance> Instances, IReadOnlyList<string> Problems)
{
    /// <summary>The own instance.</summary>
    public ConfigurationInstance Own => Instances.First(instance => instance.Identifier == OwnInstance);

    /// <summary>An instance; null if it is unknown.</summary>
    public ConfigurationInstance? Find(string identifier) => Instances.FirstOrDefault(instance => instance.Identifier == identifier);
}

/// <summary>What is known of one instance.</summary>
/// <param name="Shared">Its shared parameters, ready for look-ups.</param>
/// <param name="Version">The version of the shared parameters; null if it is not known.</param>
/// <param name="Expires">Until when they may be relied on; null if it is not known.</param>
/// <param name="Private">Its private parameters; null for other instances.</param>
/// <param name="PrivateExpires">Until when those may be relied on; null if it is not known.</param>
public sealed record ConfigurationInstance(
    SharedParametersIndex Shared, int? Version, DateTimeOffset? Expires, PrivateParameters? Private = null, DateTimeOffset? PrivateExpires = null)
{
    /// <summary>The instance.</summary>
    public string Identifier => Shared.Parameters.InstanceIdentifier;

    /// <summary>Whether nothing of it has expired at this time. What does not say when it expires has not.</summary>
    public bool IsCurrent(DateTimeOffset at) => (Expires is null || Expires > at) && (PrivateExpires is null || PrivateExpires > at);
}
