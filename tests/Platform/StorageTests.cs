using Cabildo.Platform.Storage;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cabildo.Platform.Tests;

public sealed class StorageTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Instants_come_back_as_UTC_and_compare_in_the_database(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var options = new DbContextOptionsBuilder<NotesContext>();
        options.UseDatabase(database.ConnectionString, "notes");
        await using (var context = new NotesContext(options.Options))
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
            context.Add(new Note { Id = Guid.CreateVersion7(), At = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(-3)) });
            context.Add(new Note { Id = Guid.CreateVersion7(), At = new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero) });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using (var context = new NotesContext(options.Options))
        {
            var half = new DateTimeOffset(2026, 11, 22, 11, 30, 0, TimeSpan.Zero);
            var later = await context.Notes.Where(note => note.At > half).SingleAsync(TestContext.Current.CancellationToken);

            Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), later.At);
            Assert.Equal(TimeSpan.Zero, later.At.Offset);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Migrations_that_ran_do_not_run_again(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var options = new DbContextOptionsBuilder<NotesContext>();
        options.UseDatabase(database.ConnectionString, "notes");
        for (var start = 0; start < 2; start++)
        {
            await using var context = new NotesContext(options.Options);
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
            Assert.Equal(["20261122000000_CreateNotes"], await context.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
        }
    }

    internal sealed class Note
    {
        public Guid Id { get; init; }

        public DateTimeOffset At { get; init; }
    }

    internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseUtcInstants();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>().ToTable("notes_notes");
    }

    [DbContext(typeof(NotesContext))]
    [Migration("20261122000000_CreateNotes")]
    internal sealed class CreateNotes : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
            "notes_notes",
            t => new { Id = t.Column<Guid>(), At = t.Column<DateTime>() },
            constraints: t => t.PrimaryKey("PK_notes_notes", note => note.Id));
    }
}
