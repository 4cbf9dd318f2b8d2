using System.Globalization;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Publication;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Authority.Health;

/// <summary>Whether servers get a configuration that is fresh, of the facts as they lie there.</summary>
internal sealed class ConfigurationHealth(ConfigurationPublisher publisher, CurrentFacts facts, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        if (publisher.Last is not { } edition)
            return HealthCheckResult.Unhealthy("No configuration has been made since the start.");
        var halfOver = edition.MadeAt + ((edition.Expires - edition.MadeAt) / 2);
        if (time.GetUtcNow() > halfOver)
            return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"No configuration has been made since {edition.MadeAt:u}, and it expires at {edition.Expires:u}."));
        return facts.Problem is { } problem
            ? HealthCheckResult.Degraded($"The facts cannot be read; the last good ones are published: {problem}")
            : HealthCheckResult.Healthy("The configuration is fresh.");
    }
}
