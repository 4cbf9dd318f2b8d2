using Cabildo.Identity.Accounts;
using Cabildo.Identity.Clients;
using Cabildo.Identity.Keys;
using Cabildo.Identity.Tokens;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cabildo.Identity.Data;

/// <summary>The tables of the module: accounts on ASP.NET Core Identity, grants, signing keys, used assertions.</summary>
internal sealed class IdentityDatabase(DbContextOptions<IdentityDatabase> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<StoredSigningKey> SigningKeys => Set<StoredSigningKey>();

    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    // Version 3 is the one with passkeys.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    // The columns left out in MapAccounts are left out on purpose.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedPropertyIgnoredWarning));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.UseUtcInstants();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        MapAccounts(builder);
        builder.Entity<Grant>(grant =>
        {
            grant.ToTable("identity_grants").HasKey(row => row.Id);
            grant.HasIndex(row => row.CodeHash).IsUnique();
            grant.HasIndex(row => row.SessionId);
            grant.HasIndex(row => row.ExpiresAt);
        });
        builder.Entity<StoredSigningKey>().ToTable("identity_signing_keys").HasKey(row => row.Sequence);
        builder.Entity<StoredSigningKey>().Property(row => row.Sequence).ValueGeneratedNever();
        builder.Entity<UsedAssertion>().ToTable("identity_used_assertions").HasKey(row => row.Id);
    }

    private static void MapAccounts(ModelBuilder builder)
    {
        builder.Entity<Account>(account =>
        {
            account.ToTable("identity_accounts");
            account.HasIndex(row => new { row.IdScheme, row.IdValue }).IsUnique();
            account.Ignore(row => row.NationalId);
            // Nothing here reaches a person by mail or telephone, and a passkey is the second factor.
            account.Ignore(row => row.Email).Ignore(row => row.NormalizedEmail).Ignore(row => row.EmailConfirmed);
            account.Ignore(row => row.PhoneNumber).Ignore(row => row.PhoneNumberConfirmed).Ignore(row => row.TwoFactorEnabled);
        });
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("identity_account_passkeys");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("identity_account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("identity_account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("identity_account_tokens");
    }
}
