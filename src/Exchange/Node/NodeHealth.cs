using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Log;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Exchange.Node;

/// <summary>Whether messages could pass now: there is a configuration, the node's certificates count, and the log takes records.</summary>
internal sealed class NodeHealth(NodeConfiguration configuration, NodeIdentity identity, OwnOcsp ocsp, MemberSigners signers, MessageLog log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Problem() is { } problem ? HealthCheckResult.Unhealthy($"{problem.Name}: {problem.Message}") : HealthCheckResult.Healthy());

    private XRoad.Faults.Problem? Problem()
    {
        if (configuration.Current is null)
            return configuration.Problem;
        if (ocsp.OfAuthentication().Problem is { } unproven)
            return unproven;
        // A member without a key of its own is served in vain, but does not keep the others waiting.
        return identity.Members.Where(member => identity.SigningKey(member) is not null).Select(member => signers.For(member).Problem).FirstOrDefault(problem => problem is not null)
            ?? log.Refusal;
    }
}
