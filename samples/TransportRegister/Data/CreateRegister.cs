using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Cabildo.TransportRegister.Data;

[DbContext(typeof(RegisterContext))]
[Migration("20261122000000_CreateRegister")]
internal sealed class CreateRegister : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "transport_licences",
            t => new
            {
                Number = t.Column<string>(maxLength: 8),
                FamilyNames = t.Column<string>(),
                GivenNames = t.Column<string>(),
                BirthDate = t.Column<DateOnly>(),
                Address = t.Column<string>(),
                Classes = t.Column<string>(),
                Restrictions = t.Column<string>(),
                IssueDate = t.Column<DateOnly>(),
                ExpiryDate = t.Column<DateOnly>(),
                IssuingAuthority = t.Column<string>(),
                BloodGroup = t.Column<string>(),
                Donor = t.Column<bool>(),
                Status = t.Column<string>(),
                StatusSince = t.Column<DateTime>(),
                StatusReason = t.Column<string>(nullable: true),
                UpdatedAt = t.Column<DateTime>(),
                Version = t.Column<int>(),
                Portrait = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_transport_licences", row => row.Number));
        migrationBuilder.CreateTable(
            "transport_changes",
            t => new
            {
                Sequence = t.Column<long>()
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                Number = t.Column<string>(maxLength: 8),
                Status = t.Column<string>(),
                ExpiryDate = t.Column<DateOnly>(),
                At = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_transport_changes", row => row.Sequence));
    }
}
