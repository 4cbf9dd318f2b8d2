using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Documents.Data.Migrations;

[DbContext(typeof(DocumentsContext))]
[Migration("20261122000000_CreateDocuments")]
internal sealed class CreateDocuments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "documents_status_lists",
            t => new { Number = t.Column<int>(), Size = t.Column<int>(), Allocated = t.Column<int>(), Version = t.Column<int>() },
            constraints: t => t.PrimaryKey("pk_documents_status_lists", row => row.Number));
        migrationBuilder.CreateTable(
            "documents_status_entries",
            t => new
            {
                Key = t.Column<string>(maxLength: 43),
                List = t.Column<int>(),
                Index = t.Column<int>(),
                Status = t.Column<byte>(),
                UpdatedAt = t.Column<DateTime>(),
                Version = t.Column<int>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("pk_documents_status_entries", row => row.Key);
                t.ForeignKey("fk_documents_status_entries_list", row => row.List, "documents_status_lists", "Number");
            });
        migrationBuilder.CreateIndex("ix_documents_status_entries_list_index", "documents_status_entries", ["List", "Index"], unique: true);
        migrationBuilder.CreateTable(
            "documents_change_feeds",
            t => new
            {
                Name = t.Column<string>(maxLength: 64),
                Sequence = t.Column<long>(),
                CaughtUpAt = t.Column<DateTime>(nullable: true),
                Version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_documents_change_feeds", row => row.Name));
        migrationBuilder.CreateTable(
            "documents_issued_codes",
            t => new
            {
                Id = t.Column<Guid>(),
                List = t.Column<int>(),
                Index = t.Column<int>(),
                IssuedAt = t.Column<DateTime>(),
                ExpiresAt = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("pk_documents_issued_codes", row => row.Id));
        migrationBuilder.CreateIndex("ix_documents_issued_codes_expires_at", "documents_issued_codes", "ExpiresAt");
        migrationBuilder.CreateTable(
            "documents_trust_lists",
            t => new
            {
                Publisher = t.Column<string>(maxLength: 200),
                Digest = t.Column<string>(maxLength: 64),
                Sequence = t.Column<long>(),
                Version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_documents_trust_lists", row => row.Publisher));
    }
}
