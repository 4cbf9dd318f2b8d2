using System.Globalization;

namespace Cabildo.RepublicaDelPlata.People;

/// <summary>The drawn portraits, by whom each could be.</summary>
internal static class DrawnPortraits
{
    private const int Year = 2026;
    private static readonly (int Number, string Sex, int Age)[] All = Read();

    /// <summary>A portrait for a person of this sex and about this age.</summary>
    public static int For(string sex, DateOnly birth, ref SeededRandom random)
    {
        var age = Year - birth.Year;
        var alike = Array.FindAll(All, portrait => (portrait.Sex == sex || sex == "X") && Math.Abs(portrait.Age - age) <= 10);
        if (alike.Length == 0)
            alike = Array.FindAll(All, portrait => portrait.Sex == sex || sex == "X");
        return alike[random.Next(alike.Length)].Number;
    }

    private static (int Number, string Sex, int Age)[] Read()
    {
        using var text = new StreamReader(typeof(DrawnPortraits).Assembly.GetManifestResourceStream("portraits.csv")!);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(line =>
            (int.Parse(line[0], CultureInfo.InvariantCulture), line[1], int.Parse(line[2], CultureInfo.InvariantCulture)))];
    }
}
