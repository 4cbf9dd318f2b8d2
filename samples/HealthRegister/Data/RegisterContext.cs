using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.HealthRegister.Data;

/// <summary>The register's tables.</summary>
internal sealed class RegisterContext(DbContextOptions<RegisterContext> options) : DbContext(options)
{
    public DbSet<CardRow> Cards => Set<CardRow>();

    public DbSet<RecordRow> Records => Set<RecordRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var card = modelBuilder.Entity<CardRow>();
        card.ToTable("health_cards").HasKey(row => row.Dni);
        card.Property(row => row.Dni).ValueGeneratedNever();
        card.Property(row => row.Version).IsConcurrencyToken();
        modelBuilder.Entity<RecordRow>().ToTable("health_records").HasKey(row => row.Id);
        modelBuilder.Entity<RecordRow>().Property(row => row.Id).ValueGeneratedNever();
    }
}
