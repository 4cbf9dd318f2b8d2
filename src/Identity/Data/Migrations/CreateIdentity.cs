using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Cabildo.Identity.Data.Migrations;

/// <summary>The first tables: accounts and what ASP.NET Core Identity keeps of them, grants, keys, used assertions.</summary>
[DbContext(typeof(IdentityDatabase))]
[Migration("20261122000000_CreateIdentity")]
internal sealed class CreateIdentity : Migration
{
    private const string Accounts = "identity_accounts";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateAccounts(migrationBuilder);
        CreatePasskeys(migrationBuilder);
        CreateClaimsLoginsAndTokens(migrationBuilder);
        CreateGrants(migrationBuilder);
        CreateSigningKeys(migrationBuilder);
        CreateUsedAssertions(migrationBuilder);
    }

    private static void CreateAccounts(MigrationBuilder migration)
    {
        migration.CreateTable(
            Accounts,
            t => new
            {
                Id = t.Column<Guid>(),
                IdScheme = t.Column<string>(),
                IdValue = t.Column<string>(),
                FamilyNames = t.Column<string>(),
                GivenNames = t.Column<string>(),
                CreatedAt = t.Column<DateTime>(),
                UserName = t.Column<string>(maxLength: 256, nullable: true),
                NormalizedUserName = t.Column<string>(maxLength: 256, nullable: true),
                PasswordHash = t.Column<string>(nullable: true),
                SecurityStamp = t.Column<string>(nullable: true),
                ConcurrencyStamp = t.Column<string>(nullable: true),
                LockoutEnd = t.Column<DateTime>(nullable: true),
                LockoutEnabled = t.Column<bool>(),
                AccessFailedCount = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_identity_accounts", row => row.Id));
        migration.CreateIndex("IX_identity_accounts_id", Accounts, ["IdScheme", "IdValue"], unique: true);
        migration.CreateIndex("IX_identity_accounts_user_name", Accounts, "NormalizedUserName", unique: true);
    }

    private void CreatePasskeys(MigrationBuilder migration)
    {
        // PostgreSQL takes the document of a passkey as jsonb and as nothing else; SQLite as text.
        var json = ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) == true ? "jsonb" : null;
        migration.CreateTable(
            "identity_account_passkeys",
            t => new { CredentialId = t.Column<byte[]>(maxLength: 1024), UserId = t.Column<Guid>(), Data = t.Column<string>(type: json) },
            constraints: t =>
            {
                t.PrimaryKey("PK_identity_account_passkeys", row => row.CredentialId);
                t.ForeignKey("FK_identity_account_passkeys_account", row => row.UserId, Accounts, "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_identity_account_passkeys_user", "identity_account_passkeys", "UserId");
    }

    private static void CreateClaimsLoginsAndTokens(MigrationBuilder migration)
    {
        migration.CreateTable(
            "identity_account_claims",
            t => new
            {
                Id = t.Column<int>().Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                UserId = t.Column<Guid>(),
                ClaimType = t.Column<string>(nullable: true),
                ClaimValue = t.Column<string>(nullable: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_identity_account_claims", row => row.Id);
                t.ForeignKey("FK_identity_account_claims_account", row => row.UserId, Accounts, "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_identity_account_claims_user", "identity_account_claims", "UserId");
        migration.CreateTable(
            "identity_account_logins",
            t => new
            {
                LoginProvider = t.Column<string>(maxLength: 128),
                ProviderKey = t.Column<string>(maxLength: 128),
                ProviderDisplayName = t.Column<string>(nullable: true),
                UserId = t.Column<Guid>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_identity_account_logins", row => new { row.LoginProvider, row.ProviderKey });
                t.ForeignKey("FK_identity_account_logins_account", row => row.UserId, Accounts, "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_identity_account_logins_user", "identity_account_logins", "UserId");
        migration.CreateTable(
            "identity_account_tokens",
            t => new
            {
                UserId = t.Column<Guid>(),
                LoginProvider = t.Column<string>(maxLength: 128),
                Name = t.Column<string>(maxLength: 128),
                Value = t.Column<string>(nullable: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_identity_account_tokens", row => new { row.UserId, row.LoginProvider, row.Name });
                t.ForeignKey("FK_identity_account_tokens_account", row => row.UserId, Accounts, "Id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateGrants(MigrationBuilder migration)
    {
        migration.CreateTable(
            "identity_grants",
            t => new
            {
                Id = t.Column<Guid>(),
                CodeHash = t.Column<byte[]>(),
                ClientId = t.Column<string>(),
                AccountId = t.Column<Guid>(),
                SessionId = t.Column<Guid>(),
                RedirectUri = t.Column<string>(),
                CodeChallenge = t.Column<string>(),
                Nonce = t.Column<string>(nullable: true),
                Scope = t.Column<string>(),
                Resource = t.Column<string>(nullable: true),
                AuthenticatedAt = t.Column<DateTime>(),
                Methods = t.Column<string>(),
                CodeExpiresAt = t.Column<DateTime>(),
                RedeemedAt = t.Column<DateTime>(nullable: true),
                RevokedAt = t.Column<DateTime>(nullable: true),
                ExpiresAt = t.Column<DateTime>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_identity_grants", row => row.Id);
                t.ForeignKey("FK_identity_grants_account", row => row.AccountId, Accounts, "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_identity_grants_code", "identity_grants", "CodeHash", unique: true);
        migration.CreateIndex("IX_identity_grants_account", "identity_grants", "AccountId");
        migration.CreateIndex("IX_identity_grants_session", "identity_grants", "SessionId");
        migration.CreateIndex("IX_identity_grants_expiry", "identity_grants", "ExpiresAt");
    }

    private static void CreateSigningKeys(MigrationBuilder migration) => migration.CreateTable(
        "identity_signing_keys",
        t => new
        {
            Sequence = t.Column<int>(),
            KeyId = t.Column<string>(),
            ProtectedKey = t.Column<byte[]>(),
            SignsFrom = t.Column<DateTime>(),
            SignsUntil = t.Column<DateTime>(),
        },
        constraints: t => t.PrimaryKey("PK_identity_signing_keys", row => row.Sequence));

    private static void CreateUsedAssertions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "identity_used_assertions",
            t => new { Id = t.Column<byte[]>(), ExpiresAt = t.Column<DateTime>() },
            constraints: t => t.PrimaryKey("PK_identity_used_assertions", row => row.Id));
        migration.CreateIndex("IX_identity_used_assertions_expiry", "identity_used_assertions", "ExpiresAt");
    }
}
