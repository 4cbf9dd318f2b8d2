namespace Cabildo.CivilRegister.Persons;

/// <summary>A person as the register answers it.</summary>
/// <param name="Dni">The number handed out at birth, digits only.</param>
/// <param name="Cuil">Its tax number.</param>
/// <param name="FamilyNames">Family names.</param>
/// <param name="GivenNames">Given names.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="Sex"><c>F</c>, <c>M</c> or <c>X</c>, as registered.</param>
/// <param name="DeathDate">Day of death; null for the living.</param>
/// <param name="Parents">DNI of the registered parents.</param>
/// <param name="Children">DNI of the registered children.</param>
/// <param name="UpdatedAt">Last change.</param>
public sealed record Person(
    string Dni,
    string Cuil,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string Sex,
    DateOnly? DeathDate,
    IReadOnlyList<string> Parents,
    IReadOnlyList<string> Children,
    DateTimeOffset UpdatedAt);

/// <summary>A birth to register.</summary>
/// <param name="FamilyNames">Family names of the child.</param>
/// <param name="GivenNames">Given names of the child.</param>
/// <param name="BirthDate">Day of birth, not in the future.</param>
/// <param name="Sex"><c>F</c>, <c>M</c> or <c>X</c>.</param>
/// <param name="Parents">DNI of one or two living, registered parents.</param>
public sealed record Birth(string FamilyNames, string GivenNames, DateOnly BirthDate, string Sex, IReadOnlyList<string> Parents);

/// <summary>A death to register.</summary>
/// <param name="Date">Day of death, not in the future and not before the birth.</param>
public sealed record Death(DateOnly Date);
