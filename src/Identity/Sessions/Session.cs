namespace Cabildo.Identity.Sessions;

/// <summary>A person who is signed in at the provider in one browser.</summary>
/// <param name="Id">The <c>sid</c> of ID tokens.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="AuthenticatedAt">When the person proved who they are, to the millisecond.</param>
/// <param name="Methods">How, as <c>amr</c> values.</param>
internal sealed record Session(Guid Id, Guid AccountId, DateTimeOffset AuthenticatedAt, IReadOnlyList<string> Methods);
