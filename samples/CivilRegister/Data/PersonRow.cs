namespace Cabildo.CivilRegister.Data;

/// <summary>A person as stored.</summary>
internal sealed class PersonRow
{
    /// <summary>The DNI as a number: births take the next one.</summary>
    public required int Dni { get; init; }

    public required string FamilyNames { get; set; }

    public required string GivenNames { get; set; }

    public required DateOnly BirthDate { get; init; }

    public required string Sex { get; set; }

    public DateOnly? DeathDate { get; set; }

    public int? FirstParent { get; init; }

    public int? SecondParent { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
