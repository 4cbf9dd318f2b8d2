using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.TransportRegister.Data;

/// <summary>The register's tables.</summary>
internal sealed class RegisterContext(DbContextOptions<RegisterContext> options) : DbContext(options)
{
    public DbSet<LicenceRow> Licences => Set<LicenceRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var licence = modelBuilder.Entity<LicenceRow>();
        licence.ToTable("transport_licences").HasKey(row => row.Number);
        licence.Property(row => row.Version).IsConcurrencyToken();

        var change = modelBuilder.Entity<ChangeRow>();
        change.ToTable("transport_changes").HasKey(row => row.Sequence);
        change.Property(row => row.Sequence).ValueGeneratedOnAdd();
    }
}
