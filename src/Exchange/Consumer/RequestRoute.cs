using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Peers;
using Cabildo.Exchange.Certificates;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Consumer;

/// <summary>Where a request goes, with whose signature and under which configuration.</summary>
/// <param name="Peers">The provider's servers; at least one.</param>
/// <param name="Configuration">The configuration this exchange sees, also if another takes its place meanwhile.</param>
/// <param name="Signing">With what it is sent as evidence.</param>
internal sealed record Way(IReadOnlyList<Peer> Peers, ConfigurationSnapshot Configuration, SigningContext Signing);

/// <summary>Finds out where a request goes, or why it cannot go.</summary>
internal sealed class RequestRoute(NodeConfiguration configuration, MessageEvidence evidence, OwnOcsp ocsp)
{
    public (Way? Way, Problem? Problem) Find(RestRequestPart request) =>
        Find(request.Client, request.Target.Service.Subsystem, request.SecurityServer);

    /// <summary>The way of a message from <paramref name="client"/> to <paramref name="provider"/>.</summary>
    /// <param name="client">Who sends and signs it.</param>
    /// <param name="provider">Whom it is for.</param>
    /// <param name="asked">The one server it is to go to; null for any.</param>
    public (Way? Way, Problem? Problem) Find(ClientId client, ClientId provider, SecurityServerId? asked)
    {
        if (configuration.Current is not { } snapshot)
            return (null, configuration.Problem);
        if (evidence.Refusal is { } stopped)
            return (null, stopped);
        var (peers, lost) = Peers(snapshot, provider, asked);
        if (lost is not null)
            return (null, lost);
        var (answers, unproven) = ocsp.OfAuthentication();
        if (unproven is not null)
            return (null, unproven);
        var (signer, unsigned) = evidence.SignerOf(client.Member);
        return signer is null ? (null, unsigned) : (new Way(peers, snapshot, new SigningContext(evidence, signer, answers)), null);
    }

    private static (IReadOnlyList<Peer> Peers, Problem? Problem) Peers(ConfigurationSnapshot snapshot, ClientId provider, SecurityServerId? asked)
    {
        var serving = snapshot.Serving(provider);
        if (serving.Count == 0)
            return ([], new Problem(FaultCodes.UnknownMember, $"No security server is known for '{provider}'."));
        if (asked is null)
            return (serving, null);

        Peer[] one = [.. serving.Where(peer => peer.Server == asked)];
        return one.Length > 0
            ? (one, null)
            : ([], new Problem(FaultCodes.InvalidSecurityServer, $"Security server '{asked}' does not serve '{provider}'."));
    }
}
