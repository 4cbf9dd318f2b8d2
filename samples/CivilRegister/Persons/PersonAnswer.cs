using System.Globalization;
using Cabildo.CivilRegister.Data;
using Cabildo.Platform.Refusals;
using Cabildo.RepublicaDelPlata.People;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.CivilRegister.Persons;

/// <summary>Reads a person with the family links.</summary>
internal static class PersonAnswer
{
    public static Refusal NoPerson { get; } = new("no-person", "The register holds nobody under this number.", 404);

    public static async Task<Person?> FindAsync(this RegisterContext register, string dni, CancellationToken ct)
    {
        if (!TryReadDni(dni, out var number))
            return null;
        if (await register.Persons.AsNoTracking().SingleOrDefaultAsync(row => row.Dni == number, ct) is not { } row)
            return null;
        var children = await register.Persons
            .Where(child => child.FirstParent == number || child.SecondParent == number)
            .OrderBy(child => child.BirthDate)
            .Select(child => child.Dni)
            .ToListAsync(ct);
        var text = Text(row.Dni);
        return new Person(
            text,
            CuilNumber.Of(text, row.Sex),
            row.FamilyNames,
            row.GivenNames,
            row.BirthDate,
            row.Sex,
            row.DeathDate,
            [.. new[] { row.FirstParent, row.SecondParent }.OfType<int>().Select(Text)],
            [.. children.Select(Text)],
            row.UpdatedAt);
    }

    public static bool TryReadDni(string dni, out int number) =>
        int.TryParse(dni, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1_000_000 and <= 99_999_999;

    private static string Text(int dni) => dni.ToString(CultureInfo.InvariantCulture);
}
