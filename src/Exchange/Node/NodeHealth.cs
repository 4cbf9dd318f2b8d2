using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Log;
using Cabildo.XRoad.Faults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Exchange.Node;

/// <summary>Whether messages could pass now: there is a configuration, the node's certificates count, and the log takes records.</summary>
internal sealed class NodeHealth(NodeSettings node, NodeConfiguration configuration, OwnCertificates own, MessageLog log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(FindProblem() is { } problem ? HealthCheckResult.Unhealthy($"{problem.Name}: {problem.Message}") : HealthCheckResult.Healthy());

    private Problem? FindProblem()
    {
        if (configuration.Current is not { } current)
            return configuration.Problem;
        if (current.ServerOf(own.Identity.Certificate)?.Id != node.Server)
            return new Problem(FaultCodes.SslAuthenticationFailed, $"The centre has not published yet that {node.Server} has this authentication certificate.");
        return own.FindProblem() ?? log.Refusal;
    }
}

/// <summary>The certificates of this node, looked at together.</summary>
/// <param name="Identity">Its keys.</param>
/// <param name="Ocsp">What is said of them.</param>
/// <param name="Signers">With what members sign.</param>
internal sealed record OwnCertificates(NodeIdentity Identity, OwnOcsp Ocsp, MemberSigners Signers)
{
    /// <summary>Why one of them does not count now; null if all do.</summary>
    public Problem? FindProblem() => Ocsp.OfAuthentication().Problem
        // A member without a key of its own is served in vain, but does not keep the others waiting.
        ?? Identity.Members.Where(member => Identity.SigningKey(member) is not null).Select(member => Signers.For(member).Problem).FirstOrDefault(problem => problem is not null);
}
