using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.CivilRegister.Data;

/// <summary>The register's table.</summary>
internal sealed class RegisterContext(DbContextOptions<RegisterContext> options) : DbContext(options)
{
    public DbSet<PersonRow> Persons => Set<PersonRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var person = modelBuilder.Entity<PersonRow>();
        person.ToTable("civil_persons").HasKey(row => row.Dni);
        person.Property(row => row.Dni).ValueGeneratedNever();
    }
}
