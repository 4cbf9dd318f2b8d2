using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Cabildo.Platform.Hosting.Migrations;

[DbContext(typeof(KeyRingContext))]
[Migration("20261122000000_CreateKeyRing")]
internal sealed class CreateKeyRing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "keyring_keys",
            t => new
            {
                Id = t.Column<int>()
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                FriendlyName = t.Column<string>(nullable: true),
                Xml = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_keyring_keys", k => k.Id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("keyring_keys");
}
