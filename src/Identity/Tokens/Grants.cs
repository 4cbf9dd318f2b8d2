using System.Security.Cryptography;
using System.Text;
using Cabildo.Identity.Authorization;
using Cabildo.Identity.Data;
using Cabildo.Identity.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tokens;

/// <summary>Makes authorization codes, exchanges each once, and takes back what was given.</summary>
internal sealed class Grants(IDbContextFactory<IdentityDatabase> databases, IOptions<IdentityProviderOptions> options, TimeProvider time)
{
    private const int CodeBytes = 32;

    /// <summary>Grants what <paramref name="request"/> asks for and returns the code for it.</summary>
    public async Task<string> IssueCodeAsync(AuthorizationRequest request, Session session, CancellationToken ct)
    {
        var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(CodeBytes));
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(ct);
        database.Grants.Add(new Grant
        {
            Id = Guid.CreateVersion7(now),
            CodeHash = HashOf(code),
            ClientId = request.Client.Id,
            AccountId = session.AccountId,
            SessionId = session.Id,
            RedirectUri = request.RedirectUri,
            CodeChallenge = request.CodeChallenge,
            Nonce = request.Nonce,
            Scope = string.Join(' ', request.Scopes),
            Resource = request.Resource,
            AuthenticatedAt = session.AuthenticatedAt,
            Methods = string.Join(' ', session.Methods),
            CodeExpiresAt = now + options.Value.CodeLifetime,
            ExpiresAt = now + options.Value.CodeLifetime + options.Value.AccessTokenLifetime,
        });
        await database.SaveChangesAsync(ct);
        return code;
    }

    /// <summary>Exchanges a code, once (RFC 6749 §4.1.3, RFC 7636 §4.6).</summary>
    public async Task<(Grant? Grant, OAuthError? Error)> RedeemAsync(CodeExchange exchange, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        var hash = HashOf(exchange.Code);
        var grant = await database.Grants.AsNoTracking().SingleOrDefaultAsync(row => row.CodeHash == hash, ct);
        if (grant is null || grant.ClientId != exchange.Client.Id)
            return (null, OAuthError.InvalidGrant("The code is not known, or was given to another client."));
        if (grant.RedeemedAt is not null)
            return await RefuseReuseAsync(database, grant.Id, ct);
        if (ProblemOf(grant, exchange) is { } problem)
            return (null, problem);

        // The row decides between two exchanges at the same moment, whichever replica they reach.
        var now = time.GetUtcNow();
        var won = await database.Grants.Where(row => row.Id == grant.Id && row.RedeemedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(g => g.RedeemedAt, now), ct);
        return won == 1 ? (grant, null) : await RefuseReuseAsync(database, grant.Id, ct);
    }

    /// <summary>Whether the access token of this grant still holds.</summary>
    public async Task<Grant?> FindLiveAsync(Guid id, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        return await database.Grants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.RevokedAt == null, ct);
    }

    /// <summary>Takes back everything that a session gave.</summary>
    public async Task RevokeOfSessionAsync(Guid session, CancellationToken ct)
    {
        await using var database = await databases.CreateDbContextAsync(ct);
        await RevokeAsync(database.Grants.Where(row => row.SessionId == session), ct);
    }

    private OAuthError? ProblemOf(Grant grant, CodeExchange exchange)
    {
        if (grant.RevokedAt is not null || grant.CodeExpiresAt <= time.GetUtcNow())
            return OAuthError.InvalidGrant("The code has expired or was taken back: sign the person in again.");
        if (grant.RedirectUri != exchange.RedirectUri)
            return OAuthError.InvalidGrant("redirect_uri is not the one the code was sent to.");
        if (!Pkce.Fits(grant.CodeChallenge, exchange.CodeVerifier))
            return OAuthError.InvalidGrant("code_verifier does not fit the code_challenge.");
        return exchange.Resource is { } resource && resource != grant.Resource
            ? OAuthError.InvalidTarget("resource is not the one that was asked for at the authorization endpoint.")
            : null;
    }

    private async Task<(Grant?, OAuthError?)> RefuseReuseAsync(IdentityDatabase database, Guid id, CancellationToken ct)
    {
        await RevokeAsync(database.Grants.Where(row => row.Id == id), ct);
        return (null, OAuthError.InvalidGrant("The code was used before; what it gave is taken back. Sign the person in again."));
    }

    private async Task RevokeAsync(IQueryable<Grant> grants, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await grants.Where(row => row.RevokedAt == null).ExecuteUpdateAsync(row => row.SetProperty(g => g.RevokedAt, now), ct);
    }

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
