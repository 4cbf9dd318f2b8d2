using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Identity;

namespace Cabildo.Identity.Accounts;

/// <summary>A person who can sign in. The user name of ASP.NET Core Identity is the text form of the national number.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string IdScheme { get; init; }

    public required string IdValue { get; init; }

    public required string FamilyNames { get; set; }

    public required string GivenNames { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public NationalId NationalId => new(IdScheme, IdValue);
}
