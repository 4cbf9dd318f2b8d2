using Cabildo.Identity.Authorization;
using Microsoft.AspNetCore.WebUtilities;

namespace Cabildo.Identity.Pages;

/// <summary>Where a person goes after signing in: back to a service that waits, or to a page of their account.</summary>
/// <param name="Service">The request that waits; null where the person came by themselves.</param>
/// <param name="Ticket">The ticket of that request.</param>
/// <param name="Page">A page of the provider, where no service waits.</param>
internal sealed record Destination(AuthorizationRequest? Service, string? Ticket, string Page)
{
    public string Address => Ticket is null ? Page : QueryHelpers.AddQueryString(Endpoints.Authorize, PendingRequests.Parameter, Ticket);

    /// <summary>A page on the way that leads on to the same destination.</summary>
    public string By(string page) => Ticket is null
        ? QueryHelpers.AddQueryString(page, "return", Page)
        : QueryHelpers.AddQueryString(page, PendingRequests.Parameter, Ticket);
}

/// <summary>Reads destinations from what pages carry along.</summary>
internal sealed class Destinations(PendingRequests pending, AuthorizationRequests requests)
{
    /// <returns>Null where a ticket is there but is not ours or has gone stale.</returns>
    public Destination? Find(string? ticket, string? page)
    {
        if (ticket is null)
            return new Destination(null, null, IsLocal(page) ? page! : Endpoints.Account);
        return pending.Find(ticket) is { } waiting && requests.Read(waiting.Parameters).Request is { } request
            ? new Destination(request, ticket, Endpoints.Account)
            : null;
    }

    // Nothing that a browser could take for another host: "//host", "/\host".
    private static bool IsLocal(string? page) =>
        page is ['/', ..] and not ['/', '/' or '\\', ..] && !page.Any(char.IsControl);
}
