using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Clients;

/// <summary>
/// The public keys of relying parties. Keys behind a <c>jwks_uri</c> are kept for ten minutes; an unknown <c>kid</c> looks
/// again, at most every ten seconds, so that nobody can make the provider hammer a client's server.
/// </summary>
internal sealed partial class ClientKeys(IHttpClientFactory http, TimeProvider time, ILogger<ClientKeys> log)
{
    public const string HttpClientName = "cabildo-client-keys";
    public const int LargestDocument = 64 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Stale = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The keys of <paramref name="client"/> that may have made a signature under <paramref name="kid"/>.</summary>
    /// <returns>An empty list where the client's keys cannot be had now.</returns>
    public async Task<IReadOnlyList<SecurityKey>> OfAsync(RelyingParty client, string? kid, CancellationToken ct)
    {
        if (client.Jwks is { } inline)
            return _kept.GetOrAdd(client.Id, _ => new Kept(Read(inline), DateTimeOffset.MaxValue)).Keys;
        if (client.JwksUri is not { } address)
            return [];

        var now = time.GetUtcNow();
        var kept = _kept.GetValueOrDefault(client.Id);
        if (kept is not null && !IsDue(kept, kid, now))
            return kept.Keys;
        var keys = await FetchAsync(client.Id, address, ct);
        if (keys is null)
            return kept is not null && now - kept.At < Stale ? kept.Keys : [];
        _kept[client.Id] = new Kept(keys, now);
        return keys;
    }

    /// <summary>The public EC and RSA keys of a JWK Set. Symmetric keys are never read: they could verify an HMAC made with public text.</summary>
    /// <exception cref="ArgumentException">The text is not a JWK Set.</exception>
    public static IReadOnlyList<SecurityKey> Read(string jwks) =>
        [.. JsonWebKeySet.Create(jwks).Keys.Where(key => key.Kty is JsonWebAlgorithmsKeyTypes.EllipticCurve or JsonWebAlgorithmsKeyTypes.RSA && key.Use is null or "sig")];

    private static bool IsDue(Kept kept, string? kid, DateTimeOffset now)
    {
        var age = now - kept.At;
        var known = kid is null || kept.Keys.Any(key => key.KeyId == kid);
        return age >= Fresh || (!known && age >= Pause);
    }

    private async Task<IReadOnlyList<SecurityKey>?> FetchAsync(string client, string address, CancellationToken ct)
    {
        try
        {
            using var connection = http.CreateClient(HttpClientName);
            return Read(await connection.GetStringAsync(address, ct));
        }
        catch (Exception problem) when (problem is HttpRequestException or ArgumentException or JsonException
            || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogUnreadable(client, problem.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of relying party {Client} could not be read ({Problem}); check its JwksUri")]
    private partial void LogUnreadable(string client, string problem);

    private sealed record Kept(IReadOnlyList<SecurityKey> Keys, DateTimeOffset At);
}
