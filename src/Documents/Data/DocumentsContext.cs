using Cabildo.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.Documents.Data;

/// <summary>What the role remembers. No person's data is among it.</summary>
internal sealed class DocumentsContext(DbContextOptions<DocumentsContext> options) : DbContext(options)
{
    public DbSet<StatusListRow> StatusLists => Set<StatusListRow>();

    public DbSet<StatusEntryRow> StatusEntries => Set<StatusEntryRow>();

    public DbSet<ChangeFeedRow> ChangeFeeds => Set<ChangeFeedRow>();

    public DbSet<IssuedCodeRow> IssuedCodes => Set<IssuedCodeRow>();

    public DbSet<TrustListRow> TrustLists => Set<TrustListRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StatusListRow>(list =>
        {
            list.ToTable("documents_status_lists").HasKey(row => row.Number);
            list.Property(row => row.Number).ValueGeneratedNever();
            list.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<StatusEntryRow>(entry =>
        {
            entry.ToTable("documents_status_entries").HasKey(row => row.Key);
            entry.HasIndex(row => new { row.List, row.Index }).IsUnique();
            entry.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ChangeFeedRow>(feed =>
        {
            feed.ToTable("documents_change_feeds").HasKey(row => row.Name);
            feed.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<IssuedCodeRow>(code =>
        {
            code.ToTable("documents_issued_codes").HasKey(row => row.Id);
            code.Property(row => row.Id).ValueGeneratedNever();
            code.HasIndex(row => row.ExpiresAt);
        });
        modelBuilder.Entity<TrustListRow>(list =>
        {
            list.ToTable("documents_trust_lists").HasKey(row => row.Publisher);
            list.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
