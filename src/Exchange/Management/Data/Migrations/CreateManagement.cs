using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Exchange.Management.Data.Migrations;

/// <summary>Times are milliseconds since 1970, as in the message log beside it.</summary>
[DbContext(typeof(ManagementContext))]
[Migration("20261127180000_CreateManagement")]
internal sealed class CreateManagement : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "exchange_managed_rows",
            t => new { kind = t.Column<string>(), key = t.Column<string>(), body = t.Column<string>(), version = t.Column<long>() },
            constraints: t => t.PrimaryKey("pk_exchange_managed_rows", row => new { row.kind, row.key }));
        // One row, which every change moves on: what replicas look at, and what makes one change wait for the other.
        migrationBuilder.CreateTable(
            "exchange_managed_version",
            t => new { id = t.Column<int>(), version = t.Column<long>() },
            constraints: t => t.PrimaryKey("pk_exchange_managed_version", row => row.id));
        migrationBuilder.Sql("INSERT INTO exchange_managed_version (id, version) VALUES (1, 0)");
        migrationBuilder.CreateTable(
            "exchange_managed_changes",
            t => new
            {
                version = t.Column<long>(),
                time = t.Column<long>(),
                @operator = t.Column<string>(),
                action = t.Column<string>(),
                target = t.Column<string>(),
                body = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_exchange_managed_changes", row => row.version));
        migrationBuilder.CreateTable(
            "exchange_managed_operators",
            t => new { name = t.Column<string>(), key_hash = t.Column<byte[]>(), may_change = t.Column<int>(), time = t.Column<long>() },
            constraints: t => t.PrimaryKey("pk_exchange_managed_operators", row => row.name));
    }
}
