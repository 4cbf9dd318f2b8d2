using System.Globalization;
using Cabildo.HealthRegister.Vaccines;
using Cabildo.RepublicaDelPlata.People;

namespace Cabildo.HealthRegister.Filling;

/// <summary>Makes the doses of a person: what such a person would have been given, and always the same for the same day.</summary>
internal static class CardGenerator
{
    // The story of Lola's school entry: one dose is missing.
    private const string Lola = "56120934";
    private static readonly string[] Places = ["Vacunatorio Central", "Hospital de Niños", "Centro de Salud N.º 4", "Centro de Salud N.º 11", "Posta Sanitaria Norte"];

    /// <summary>The doses up to a day, the oldest first.</summary>
    public static IEnumerable<Dose> Of(Person person, DateOnly day)
    {
        var random = new SeededRandom(ulong.Parse(person.Dni, CultureInfo.InvariantCulture) ^ 0xACC1);
        List<Dose> doses = [];
        // The register began with those born in 2009: of others it knows what they had since.
        if (person.BirthDate.Year >= 2009)
            AddChildhood(doses, person, day, ref random);
        else if (random.Next(3) > 0)
            doses.Add(Given("DT", 1, day.AddDays(-random.Next(3000)), ref random));
        if (random.Next(4) == 0)
            doses.Add(Given("FLU", 1, Later(person.BirthDate.AddMonths(8), day.AddDays(-random.Next(700))), ref random));
        return doses.Where(dose => dose.Date <= day).OrderBy(dose => dose.Date);
    }

    private static void AddChildhood(List<Dose> doses, Person person, DateOnly day, ref SeededRandom random)
    {
        foreach (var (code, number, months) in NationalCalendar.Childhood)
        {
            var missing = person.Dni == Lola ? (code, number) == ("VAR", 2) : random.Next(1000) < (months >= NationalCalendar.SchoolEntry ? 80 : 20);
            var date = person.BirthDate.AddMonths(months).AddDays(random.Next(Math.Max(2, Math.Min(60, months * 3))));
            if (!missing && date <= day)
                doses.Add(Given(code, number, date, ref random));
        }
    }

    private static Dose Given(string code, int number, DateOnly date, ref SeededRandom random) => new(
        code, number, date, string.Create(CultureInfo.InvariantCulture, $"{code[0]}{date.Year % 100:00}{random.Next(10_000):0000}"), Places[random.Next(Places.Length)]);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
