using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Exchange.Log.Storage.Migrations;

/// <summary>
/// Times are milliseconds since 1970, so that both engines hold exactly what the chain was computed of. A chain is the distribution
/// key of records and signatures, a body that of its pieces: whatever is written together lies together.
/// </summary>
[DbContext(typeof(MessageLogContext))]
[Migration("20261122230000_CreateMessageLog")]
internal sealed class CreateMessageLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateChains(migrationBuilder);
        CreateRecords(migrationBuilder);
        CreateSignatures(migrationBuilder);
        CreateBodies(migrationBuilder);
        CreateArchives(migrationBuilder);
    }

    private static void CreateChains(MigrationBuilder migration) => migration.CreateTable(
        "exchange_log_chains",
        t => new
        {
            id = t.Column<long>(),
            opened_at = t.Column<long>(),
            opening = t.Column<byte[]>(),
            last_number = t.Column<long>(),
            last_link = t.Column<byte[]>(),
            archived_number = t.Column<long>(),
            trimmed_number = t.Column<long>(),
            trimmed_link = t.Column<byte[]>(),
        },
        constraints: t => t.PrimaryKey("pk_exchange_log_chains", row => row.id));

    private static void CreateRecords(MigrationBuilder migration)
    {
        migration.CreateTable(
            "exchange_log_records",
            t => new
            {
                chain = t.Column<long>(),
                number = t.Column<long>(),
                time = t.Column<long>(),
                kind = t.Column<int>(),
                at_consumer = t.Column<int>(),
                message_key = t.Column<long>(),
                message_id = t.Column<string>(),
                request_id = t.Column<string>(nullable: true),
                client = t.Column<string>(),
                provider = t.Column<string>(),
                service = t.Column<string>(),
                version = t.Column<string>(nullable: true),
                message = t.Column<byte[]>(),
                message_digest = t.Column<byte[]>(),
                attachments = t.Column<byte[]>(nullable: true),
                hash_chain = t.Column<byte[]>(nullable: true),
                signature = t.Column<long>(),
                body = t.Column<byte[]>(nullable: true),
                data_key = t.Column<byte[]>(nullable: true),
                link = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_records", row => new { row.chain, row.number }));
        // Eight bytes of a digest of the id, for the id itself may be long: the id is compared after.
        migration.CreateIndex("ix_exchange_log_records_message_key", "exchange_log_records", "message_key");
    }

    private static void CreateSignatures(MigrationBuilder migration)
    {
        migration.CreateTable(
            "exchange_log_stamps",
            t => new
            {
                id = t.Column<byte[]>(),
                time = t.Column<long>(),
                token = t.Column<byte[]>(),
                result = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_stamps", row => row.id));
        migration.CreateTable(
            "exchange_log_signatures",
            t => new
            {
                chain = t.Column<long>(),
                number = t.Column<long>(),
                time = t.Column<long>(),
                digest = t.Column<byte[]>(),
                xml = t.Column<byte[]>(),
                result = t.Column<byte[]>(nullable: true),
                stamp = t.Column<byte[]>(nullable: true),
                stamp_chain = t.Column<byte[]>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_signatures", row => new { row.chain, row.number }));
        // Holds only what waits for a stamp, however much there is in all.
        migration.CreateIndex("ix_exchange_log_signatures_unstamped", "exchange_log_signatures", ["time", "chain", "number"], filter: "stamp IS NULL");
    }

    private static void CreateBodies(MigrationBuilder migration)
    {
        migration.CreateTable(
            "exchange_log_pieces",
            t => new
            {
                body = t.Column<byte[]>(),
                attachment = t.Column<int>(),
                piece = t.Column<int>(),
                bytes = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_pieces", row => new { row.body, row.attachment, row.piece }));
        migration.CreateTable(
            "exchange_log_open_bodies",
            t => new { body = t.Column<byte[]>(), time = t.Column<long>() },
            constraints: t => t.PrimaryKey("pk_exchange_log_open_bodies", row => row.body));
        migration.CreateTable(
            "exchange_log_data_keys",
            t => new { id = t.Column<byte[]>(), time = t.Column<long>(), wrapped_by = t.Column<byte[]>(), wrapped = t.Column<byte[]>() },
            constraints: t => t.PrimaryKey("pk_exchange_log_data_keys", row => row.id));
    }

    private static void CreateArchives(MigrationBuilder migration)
    {
        migration.CreateTable(
            "exchange_log_archives",
            t => new
            {
                number = t.Column<long>(),
                time = t.Column<long>(),
                file = t.Column<string>(),
                digest = t.Column<string>(),
                draft = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_exchange_log_archives", row => row.number));
    }
}
