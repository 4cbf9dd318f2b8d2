using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.CivilRegister.Data;

[DbContext(typeof(RegisterContext))]
[Migration("20261122000000_CreateRegister")]
internal sealed class CreateRegister : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "civil_persons",
            t => new
            {
                Dni = t.Column<int>(),
                FamilyNames = t.Column<string>(),
                GivenNames = t.Column<string>(),
                BirthDate = t.Column<DateOnly>(),
                Sex = t.Column<string>(maxLength: 1),
                DeathDate = t.Column<DateOnly>(nullable: true),
                FirstParent = t.Column<int>(nullable: true),
                SecondParent = t.Column<int>(nullable: true),
                UpdatedAt = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_civil_persons", row => row.Dni));
        migrationBuilder.CreateIndex("IX_civil_persons_FirstParent", "civil_persons", "FirstParent");
        migrationBuilder.CreateIndex("IX_civil_persons_SecondParent", "civil_persons", "SecondParent");
    }
}
