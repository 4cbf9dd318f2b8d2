using System.Security.Cryptography.X509Certificates;
using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>What lets a request in.</summary>
/// <param name="Configuration">The configuration this exchange sees, also if another takes its place meanwhile.</param>
/// <param name="Service">What it is for.</param>
/// <param name="Grant">By which right.</param>
/// <param name="Signer">With what the answer is signed.</param>
internal sealed record Admission(ConfigurationSnapshot Configuration, Service Service, Grant Grant, MessageSigner Signer);

/// <summary>Asks of every request whether it may come in, before it is known to be genuine.</summary>
internal sealed class Gate(NodeSettings node, NodeConfiguration configuration, PeerCertificates peers, AccessRights rights, MessageEvidence evidence)
{
    /// <summary>The configuration as it is now; or why nobody may come in.</summary>
    public (ConfigurationSnapshot? Configuration, Problem? Problem) Open()
    {
        if (configuration.Current is not { } snapshot)
            return (null, configuration.Problem);
        return evidence.Refusal is { } stopped ? (null, stopped) : (snapshot, null);
    }

    /// <summary>Lets a request in, or says why not.</summary>
    /// <param name="snapshot">See <see cref="Open"/>.</param>
    /// <param name="certificate">The certificate of the server that asks.</param>
    /// <param name="answers">The OCSP answers that came along, in DER.</param>
    /// <param name="asked">Who asks, for what, in what way.</param>
    /// <param name="covers">Whether a right's endpoints cover the request.</param>
    public (Admission? Admission, Problem? Problem) Admit(
        ConfigurationSnapshot snapshot, X509Certificate2? certificate, IReadOnlyList<ReadOnlyMemory<byte>> answers, Asked asked, Func<EndpointPattern, bool> covers)
    {
        if (peers.Check(snapshot, certificate, answers, asked.Client) is { } stranger)
            return (null, Named(stranger));
        if (asked.Server is { } other && other != node.Server)
            return (null, new Problem(FaultCodes.InvalidSecurityServer, $"The message is for security server '{other}', and this is '{node.Server}'.").AsServiceFailed());
        var (service, grant, denied) = asked.IsMetaservice ? rights.FindMetaservice(asked) : rights.Find(asked.Client, asked.Service, asked.Kind, covers, snapshot);
        if (service is null)
            return (null, denied!.Name == FaultCodes.UnknownMember ? denied.AsServiceFailed() : denied);
        var (signer, unsigned) = evidence.SignerOf(asked.Service.Provider.Member);
        return signer is null ? (null, unsigned!.AsServiceFailed()) : (new Admission(snapshot, service, grant!, signer), null);
    }

    // X-Road's servers ask who comes, to whom and with what the answer will be signed while they read the message, and whatever fails there
    // has the prefix; of a certificate they keep why it does not count to the sentence (sources, ServerMessageProcessor and its REST sibling).
    private static Problem Named(Problem stranger)
    {
        var why = stranger.Name[FaultCodes.SslAuthenticationFailed.Length..].TrimStart('.');
        return new Problem(FaultCodes.SslAuthenticationFailed, why.Length == 0 ? stranger.Message : $"{why}: {stranger.Message}").AsServiceFailed();
    }
}

/// <summary>Who asks for what.</summary>
/// <param name="Client">Who.</param>
/// <param name="Service">For what.</param>
/// <param name="Kind">In what way.</param>
/// <param name="IsMetaservice">Whether this server answers it itself.</param>
/// <param name="Server">The one server that it is for; null for any that serves the provider.</param>
internal sealed record Asked(ClientId Client, CalledService Service, ServiceKind Kind, bool IsMetaservice, SecurityServerId? Server);
