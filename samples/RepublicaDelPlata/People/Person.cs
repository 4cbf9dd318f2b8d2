namespace Cabildo.RepublicaDelPlata.People;

/// <summary>Someone who lives in the demo country.</summary>
/// <param name="Dni">Seven or eight digits.</param>
/// <param name="FamilyNames">Family names.</param>
/// <param name="GivenNames">Given names.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="Sex"><c>F</c>, <c>M</c> or <c>X</c>, as registered.</param>
/// <param name="Address">Street, number and town.</param>
/// <param name="Portrait">Number of the drawn portrait.</param>
/// <param name="Parents">DNI of the registered parents.</param>
public sealed record Person(
    string Dni,
    string FamilyNames,
    string GivenNames,
    DateOnly BirthDate,
    string Sex,
    string Address,
    int Portrait,
    IReadOnlyList<string> Parents)
{
    /// <summary>The tax number that belongs to the DNI: prefix by sex, 23 where the check digit would be 10.</summary>
    public string Cuil => CuilNumber.Of(Dni, Sex);
}
