using System.Globalization;

namespace Cabildo.RepublicaDelPlata.People;

/// <summary>
/// The people of the country, each a pure function of its index and the fixed seed: the registers, each with its own
/// database, agree on them without copying from one another.
/// </summary>
public static class Population
{
    /// <summary>How many people there are beside those of <c>people.yaml</c>.</summary>
    public const int Count = 120_000;

    private const int FirstDni = 5_000_001;
    private const int DniStep = 441;
    private static readonly DateOnly FirstBirth = new(1938, 1, 1);
    private const int BirthDays = 31_000;

    /// <summary>Everyone, the oldest first.</summary>
    public static IEnumerable<Person> Everyone() => Enumerable.Range(0, Count).Select(At);

    /// <summary>The person at <paramref name="index"/>; numbers grow with the birth date, as they are handed out.</summary>
    public static Person At(int index)
    {
        var random = new SeededRandom((ulong)index);
        var sex = random.Next(1000) switch { < 505 => "F", < 998 => "M", _ => "X" };
        var parents = ParentsOf(index, ref random);
        var given = Names.Given(sex, ref random);
        var family = parents.Count == 2
            ? FamilyNameAt(parents[0]) + " " + FamilyNameAt(parents[1])
            : Names.FamilyPair(index);
        var town = Names.Towns[random.Next(Names.Towns.Count)];
        return new Person(
            DniAt(index),
            family,
            given,
            BirthAt(index),
            sex,
            string.Create(CultureInfo.InvariantCulture, $"{Names.Streets[random.Next(Names.Streets.Count)]} {100 + random.Next(4900)}, {town}"),
            DrawnPortraits.For(sex, BirthAt(index), ref random),
            parents.Select(DniAt).ToArray());
    }

    /// <summary>When the person at <paramref name="index"/> was born.</summary>
    public static DateOnly BirthAt(int index) => FirstBirth.AddDays((int)((long)index * BirthDays / Count));

    private static string DniAt(int index) =>
        (FirstDni + (index * DniStep) + new SeededRandom((ulong)index ^ 0x5eed).Next(DniStep)).ToString(CultureInfo.InvariantCulture);

    private static string FamilyNameAt(int index) => Names.FamilyPair(index).Split(' ')[0];

    // Parents are 20 to 38 years older; people born before 1958 have parents who are not in the register any more.
    private static List<int> ParentsOf(int index, ref SeededRandom random)
    {
        const int perYear = Count * 365 / BirthDays;
        var eldest = index - (38 * perYear);
        if (eldest < 0)
            return [];
        var span = 18 * perYear;
        return [eldest + random.Next(span), eldest + random.Next(span)];
    }
}
