using System.Globalization;
using Cabildo.Identity.Accounts;
using Cabildo.Identity.Sessions;
using Cabildo.Identity.Tokens;
using Cabildo.Platform.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Authorization;

/// <summary>Answers an authorization request: with a code, with an error, or by sending the person to sign in first.</summary>
internal sealed class Authorize(
    CurrentSession sessions, ReadAccount accounts, Grants grants, PendingRequests pending, IOptions<IdentityProviderOptions> options)
{
    /// <returns>The address to send the person's browser to.</returns>
    public async Task<string> RunAsync(AuthorizationRequest request, PendingRequest asked, CancellationToken ct)
    {
        var session = await sessions.FindAsync();
        if (session is not null && await SufficesAsync(request, asked, session, ct))
        {
            var code = await grants.IssueCodeAsync(request, session, ct);
            return Answer(request.RedirectUri, request.State, ("code", code));
        }

        return request.Prompt == Prompt.None
            ? AddressOf(new AuthorizationError("login_required", "The person has to sign in.", request.RedirectUri, request.State))
            : SignInAddress(request, asked);
    }

    /// <summary>The address that takes an error to the relying party.</summary>
    public string AddressOf(AuthorizationError error) =>
        Answer(error.RedirectUri!, error.State, ("error", error.Code), ("error_description", error.Description));

    private async Task<bool> SufficesAsync(AuthorizationRequest request, PendingRequest asked, Session session, CancellationToken ct)
    {
        // A sign-in made for this request satisfies whatever the request wanted.
        if (session.AuthenticatedAt >= asked.At)
            return true;
        if (request.Prompt == Prompt.Login || (request.MaxAge is { } age && asked.At - session.AuthenticatedAt > age))
            return false;
        // A hint that names another person must not be answered with the one who happens to be signed in.
        return request.LoginHint is not { } hinted
            || (await accounts.RunAsync(session.AccountId, ct))?.NationalId == hinted;
    }

    private string SignInAddress(AuthorizationRequest request, PendingRequest asked)
    {
        var address = QueryHelpers.AddQueryString(Endpoints.SignIn, PendingRequests.Parameter, pending.Protect(asked));
        var language = request.UiLocales?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(locale => locale.Split('-')[0].ToLower(CultureInfo.InvariantCulture))
            .FirstOrDefault(locale => PagesRegistration.Languages.Contains(locale, StringComparer.Ordinal));
        return language is null ? address : QueryHelpers.AddQueryString(address, "lang", language);
    }

    // RFC 9207 §2: every answer names the issuer, so that a client of several providers cannot be mixed up.
    private string Answer(string redirectUri, string? state, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = new QueryString();
        foreach (var (name, value) in parameters)
            query = query.Add(name, value);
        if (state is not null)
            query = query.Add("state", state);
        query = query.Add("iss", options.Value.Issuer);
        var joint = redirectUri.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return redirectUri + joint + query.Value![1..];
    }
}
