using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.HealthRegister.Data;

[DbContext(typeof(RegisterContext))]
[Migration("20261122000000_CreateRegister")]
internal sealed class CreateRegister : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "health_cards",
            t => new
            {
                Dni = t.Column<int>(),
                FamilyNames = t.Column<string>(),
                GivenNames = t.Column<string>(),
                BirthDate = t.Column<DateOnly>(),
                Doses = t.Column<string>(),
                Version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_health_cards", row => row.Dni));
        migrationBuilder.CreateTable(
            "health_records",
            t => new
            {
                Id = t.Column<Guid>(),
                Dni = t.Column<int>(),
                Vaccine = t.Column<string>(),
                Number = t.Column<int>(),
                MediaType = t.Column<string>(),
                Content = t.Column<byte[]>(),
                ReceivedAt = t.Column<DateTime>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_health_records", row => row.Id);
                t.ForeignKey("FK_health_records_Dni", row => row.Dni, "health_cards", "Dni");
            });
    }
}
