using System.Diagnostics.CodeAnalysis;
using Cabildo.Platform.Country;
using Cabildo.Platform.Refusals;

namespace Cabildo.Identity.Accounts;

/// <summary>A person whose identity the caller has established, and the password they chose.</summary>
/// <param name="Id">The national number, read by the country pack.</param>
/// <param name="GivenNames">As the civil register writes them.</param>
/// <param name="FamilyNames">As the civil register writes them.</param>
/// <param name="Password">At least <see cref="IdentityProviderOptions.PasswordLength"/> characters.</param>
public sealed record NewAccount(NationalId Id, string GivenNames, string FamilyNames, string Password);

/// <summary>What became of a registration: an account or a refusal, never both.</summary>
public sealed class AccountRegistration
{
    private AccountRegistration()
    {
    }

    /// <summary>The new account, the <c>sub</c> of its tokens; empty where it was refused.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>Why no account was opened.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>Whether there is an account now.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    internal static AccountRegistration Opened(Guid id) => new() { AccountId = id };

    internal static AccountRegistration Refused(Refusal refusal) => new() { Refusal = refusal };
}
