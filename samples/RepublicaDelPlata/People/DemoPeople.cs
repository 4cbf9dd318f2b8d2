using Cabildo.Platform.Country;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Cabildo.RepublicaDelPlata.People;

/// <summary>Someone whose story the demo tells, as <c>people.yaml</c> has it.</summary>
public sealed class DemoPerson
{
    /// <summary>DNI, digits only.</summary>
    public required string Dni { get; init; }

    /// <summary>Family names.</summary>
    public required string FamilyNames { get; init; }

    /// <summary>Given names.</summary>
    public required string GivenNames { get; init; }

    /// <summary>Day of birth, <c>yyyy-MM-dd</c>.</summary>
    public required string BirthDate { get; init; }

    /// <summary><c>F</c>, <c>M</c> or <c>X</c>.</summary>
    public required string Sex { get; init; }

    /// <summary>Street, number and town.</summary>
    public required string Address { get; init; }

    /// <summary>Number of the drawn portrait.</summary>
    public int Portrait { get; init; }

    /// <summary>DNI of the parents.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Whether this person can sign in: minors under guardians cannot.</summary>
    public bool SignsIn { get; init; } = true;

    /// <summary>What to try with this person, one sentence.</summary>
    public LocalText Story { get; init; } = new();

    /// <summary>The licence in the transport register; none if not set.</summary>
    public DemoLicence? Licence { get; init; }

    /// <summary>The person as the registers know it.</summary>
    public Person ToPerson() => new(
        Dni,
        FamilyNames,
        GivenNames,
        DateOnly.ParseExact(BirthDate, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Sex,
        Address,
        Portrait,
        Parents);
}

/// <summary>The licence of a demo person. Dates count from the day the register is filled, so that the stories stay true.</summary>
public sealed class DemoLicence
{
    /// <summary>Class codes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Restriction codes.</summary>
    public IReadOnlyList<string> Restrictions { get; init; } = [];

    /// <summary>Days from the filling of the register to the last day of validity; negative when it has passed.</summary>
    public int ExpiresInDays { get; init; }

    /// <summary><c>valid</c>, <c>suspended</c> or <c>withheld</c>.</summary>
    public string Status { get; init; } = "valid";

    /// <summary>Why, where it is not valid.</summary>
    public string? Reason { get; init; }

    /// <summary>ABO group and factor.</summary>
    public string BloodGroup { get; init; } = "0+";

    /// <summary>Whether the holder is an organ donor.</summary>
    public bool Donor { get; init; } = true;
}

/// <summary>Reads <c>people.yaml</c>.</summary>
public static class DemoPeople
{
    /// <summary>The people of <paramref name="path"/>.</summary>
    public static IReadOnlyList<DemoPerson> Load(string path)
    {
        using var text = File.OpenText(path);
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .Build()
            .Deserialize<List<DemoPerson>>(text);
    }
}
