using System.Text.Json;
using Cabildo.HealthRegister.Vaccines;

namespace Cabildo.HealthRegister.Data;

/// <summary>A person's card as stored.</summary>
internal sealed class CardRow
{
    public required int Dni { get; init; }

    public required string FamilyNames { get; init; }

    public required string GivenNames { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>JSON of the doses, the oldest first.</summary>
    public required string Doses { get; set; }

    public int Version { get; set; }

    public List<Dose> ReadDoses() => JsonSerializer.Deserialize(Doses, DoseJson.Default.ListDose) ?? [];

    public static string Write(IEnumerable<Dose> doses) => JsonSerializer.Serialize([.. doses.OrderBy(dose => dose.Date)], DoseJson.Default.ListDose);
}

/// <summary>A paper record that came with a dose, as stored.</summary>
internal sealed class RecordRow
{
    public required Guid Id { get; init; }

    public required int Dni { get; init; }

    public required string Vaccine { get; init; }

    public required int Number { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
