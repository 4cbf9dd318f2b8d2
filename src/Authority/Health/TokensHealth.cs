using System.Security.Cryptography;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Keys;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Authority.Health;

/// <summary>Whether both tokens can be opened.</summary>
internal sealed class TokensHealth(AuthorityTokens tokens) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problem = Problem("root", () => tokens.Root.Find(CertificateAuthority.RootLabel)) ?? Problem("daily", () => tokens.DailyKey("ocsp"));
        return Task.FromResult(problem is null ? HealthCheckResult.Healthy("Both tokens can be opened.") : HealthCheckResult.Unhealthy(problem));
    }

    private static string? Problem(string which, Func<object?> open)
    {
        try
        {
            open();
            return null;
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"The {which} token cannot be opened: {problem.Message}";
        }
    }
}
