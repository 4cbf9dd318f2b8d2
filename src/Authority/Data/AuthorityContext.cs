using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Authority.Data;

/// <summary>What the role remembers.</summary>
internal sealed class AuthorityContext(DbContextOptions<AuthorityContext> options) : DbContext(options)
{
    public DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    public DbSet<ServerCertificateRow> ServerCertificates => Set<ServerCertificateRow>();

    public DbSet<ConfigurationKeyRow> ConfigurationKeys => Set<ConfigurationKeyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CertificateRow>().ToTable("authority_certificates").HasKey(row => row.Serial);
        modelBuilder.Entity<ServerCertificateRow>().ToTable("authority_server_certificates").HasKey(row => row.Fingerprint);
        modelBuilder.Entity<ConfigurationKeyRow>().ToTable("authority_configuration_keys").HasKey(row => new { row.Audience, row.Sequence });
    }
}
