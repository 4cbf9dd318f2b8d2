using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Authority.Data.Migrations;

[DbContext(typeof(AuthorityContext))]
[Migration("20261122000000_CreateAuthority")]
internal sealed class CreateAuthority : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "authority_certificates",
            t => new
            {
                Serial = t.Column<string>(maxLength: 40),
                Kind = t.Column<int>(),
                Holder = t.Column<string>(maxLength: 4096),
                Subject = t.Column<string>(maxLength: 2048),
                NotBefore = t.Column<DateTime>(),
                NotAfter = t.Column<DateTime>(),
                IssuedAt = t.Column<DateTime>(),
                Status = t.Column<int>(),
                Reason = t.Column<int>(nullable: true),
                StatusSince = t.Column<DateTime>(),
                Certificate = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_authority_certificates", row => row.Serial));
        migrationBuilder.CreateIndex("ix_authority_certificates_kind", "authority_certificates", ["Kind", "IssuedAt"]);
        migrationBuilder.CreateTable(
            "authority_server_certificates",
            t => new
            {
                Fingerprint = t.Column<string>(maxLength: 64),
                Server = t.Column<string>(maxLength: 4096),
                Serial = t.Column<string>(maxLength: 40),
                RegisteredAt = t.Column<DateTime>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("pk_authority_server_certificates", row => row.Fingerprint);
                t.ForeignKey("fk_authority_server_certificates_serial", row => row.Serial, "authority_certificates", "Serial");
            });
        migrationBuilder.CreateTable(
            "authority_configuration_keys",
            t => new
            {
                Audience = t.Column<string>(maxLength: 8),
                Sequence = t.Column<int>(),
                Certificate = t.Column<byte[]>(),
                PublishedFrom = t.Column<DateTime>(),
                SignsFrom = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("pk_authority_configuration_keys", row => new { row.Audience, row.Sequence }));
    }
}
