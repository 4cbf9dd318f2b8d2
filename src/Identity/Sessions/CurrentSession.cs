using System.Globalization;
using System.Security.Claims;
using Cabildo.Identity.Accounts;
using Cabildo.Identity.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Cabildo.Identity.Sessions;

/// <summary>The session of this browser: begins at a sign-in, ends at a sign-out or after its lifetime.</summary>
internal sealed class CurrentSession(SignInManager<Account> signIn, Grants grants, IHttpContextAccessor http, TimeProvider time)
{
    private const string Id = "sid";
    private const string AuthenticatedAt = "auth_time_ms";
    private const string Method = "amr";

    public async Task BeginAsync(Account account, IReadOnlyList<string> methods)
    {
        var now = time.GetUtcNow();
        Claim[] claims =
        [
            new(Id, Guid.CreateVersion7(now).ToString()),
            new(AuthenticatedAt, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            .. methods.Select(method => new Claim(Method, method)),
        ];
        await signIn.SignInWithClaimsAsync(account, new AuthenticationProperties(), claims);
    }

    /// <returns>Null where nobody is signed in, or the account was closed or changed its secrets since.</returns>
    public async Task<Session?> FindAsync()
    {
        var person = http.HttpContext!.User;
        if (Read(person) is not { } session)
            return null;
        return await signIn.ValidateSecurityStampAsync(person) is null ? null : session;
    }

    /// <summary>Ends the session and takes back what it gave to relying parties.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (Read(http.HttpContext!.User) is { } session)
            await grants.RevokeOfSessionAsync(session.Id, ct);
        await signIn.SignOutAsync();
    }

    private static Session? Read(ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(Id), out var id)
        && Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && long.TryParse(person.FindFirstValue(AuthenticatedAt), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new Session(id, account, DateTimeOffset.FromUnixTimeMilliseconds(at), [.. person.FindAll(Method).Select(claim => claim.Value)])
            : null;
}
