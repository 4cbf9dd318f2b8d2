using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace Cabildo.Identity.Authorization;

/// <summary>A protocol request that waits while the person signs in or confirms: its query, and when it was made.</summary>
internal sealed record PendingRequest(string Query, DateTimeOffset At)
{
    public OAuthParameters Parameters => OAuthParameters.FromQuery(Query);
}

/// <summary>
/// Carries waiting requests through the pages in a protected ticket: no server state, any replica goes on, and nobody can
/// move the moment of asking (which says whether a sign-in answers <c>prompt=login</c>).
/// </summary>
internal sealed class PendingRequests(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The name of the ticket in the addresses of pages.</summary>
    public const string Parameter = "ticket";

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly IDataProtector _protector = protection.CreateProtector("Cabildo.Identity.PendingRequests");

    public PendingRequest Begin(OAuthParameters parameters) => new(parameters.ToQuery(), time.GetUtcNow());

    public string Protect(PendingRequest request) => _protector.Protect(JsonSerializer.Serialize(request));

    /// <returns>Null where the ticket is not ours or waited for more than an hour.</returns>
    public PendingRequest? Find(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket))
            return null;
        try
        {
            var request = JsonSerializer.Deserialize<PendingRequest>(_protector.Unprotect(ticket))!;
            return time.GetUtcNow() - request.At <= LongestWait ? request : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
