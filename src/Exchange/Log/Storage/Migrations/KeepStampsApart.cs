using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Exchange.Log.Storage.Migrations;

/// <summary>
/// A signature's row is written once. What waits for its stamp is a short row of its own, and so is what has one: the place among the
/// digests that the stamp is over, of which its branch is made when it is wanted. Branches that were written before stay where they are.
/// </summary>
[DbContext(typeof(MessageLogContext))]
[Migration("20261128090000_KeepStampsApart")]
internal sealed class KeepStampsApart : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "exchange_log_waiting",
            t => new
            {
                chain = t.Column<long>(),
                number = t.Column<long>(),
                time = t.Column<long>(),
                digest = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_waiting", row => new { row.chain, row.number }));
        migrationBuilder.CreateTable(
            "exchange_log_stamped",
            t => new
            {
                chain = t.Column<long>(),
                number = t.Column<long>(),
                stamp = t.Column<byte[]>(),
                place = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_stamped", row => new { row.chain, row.number }));
        migrationBuilder.AddColumn<byte[]>("digests", "exchange_log_stamps", nullable: true);
        migrationBuilder.Sql(
            "INSERT INTO exchange_log_waiting (chain, number, time, digest) SELECT chain, number, time, digest FROM exchange_log_signatures WHERE stamp IS NULL");
        migrationBuilder.DropIndex("ix_exchange_log_signatures_unstamped", "exchange_log_signatures");
    }
}
