using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cabildo.Platform.Storage;

/// <summary>Instants are stored as UTC, so that they compare and sort alike in SQLite and PostgreSQL.</summary>
public static class UtcInstants
{
    /// <summary>Stores every <see cref="DateTimeOffset"/> of the model as a UTC <see cref="DateTime"/>.</summary>
    public static void UseUtcInstants(this ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();

    private sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
