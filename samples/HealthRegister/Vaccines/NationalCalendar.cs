namespace Cabildo.HealthRegister.Vaccines;

/// <summary>The national calendar of vaccinations: which dose at which age.</summary>
internal static class NationalCalendar
{
    /// <summary>Age of school entry, in months.</summary>
    public const int SchoolEntry = 60;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["BCG"] = "BCG",
        ["HEPB"] = "Hepatitis B",
        ["PENTA"] = "Quíntuple (pentavalente)",
        ["IPV"] = "Polio inactivada (IPV)",
        ["PCV"] = "Neumococo conjugada",
        ["ROTA"] = "Rotavirus",
        ["MENACWY"] = "Meningococo ACYW",
        ["HEPA"] = "Hepatitis A",
        ["MMR"] = "Triple viral",
        ["VAR"] = "Varicela",
        ["DTP"] = "Triple bacteriana celular",
        ["TDAP"] = "Triple bacteriana acelular",
        ["HPV"] = "Virus papiloma humano",
        ["DT"] = "Doble bacteriana",
        ["FLU"] = "Antigripal",
    };

    /// <summary>The doses of childhood, by the age in months at which they are due.</summary>
    public static readonly IReadOnlyList<(string Code, int Number, int Months)> Childhood =
    [
        ("BCG", 1, 0), ("HEPB", 1, 0),
        ("PENTA", 1, 2), ("IPV", 1, 2), ("PCV", 1, 2), ("ROTA", 1, 2), ("MENACWY", 1, 3),
        ("PENTA", 2, 4), ("IPV", 2, 4), ("PCV", 2, 4), ("ROTA", 2, 4), ("MENACWY", 2, 5),
        ("PENTA", 3, 6), ("IPV", 3, 6), ("PCV", 3, 12), ("HEPA", 1, 12), ("MMR", 1, 12),
        ("MENACWY", 3, 15), ("VAR", 1, 15), ("DTP", 1, 17),
        ("IPV", 4, SchoolEntry), ("DTP", 2, SchoolEntry), ("MMR", 2, SchoolEntry), ("VAR", 2, SchoolEntry),
        ("TDAP", 1, 132), ("HPV", 1, 132), ("MENACWY", 4, 132),
    ];

    /// <summary>Whether the calendar has a vaccine with this code.</summary>
    public static bool Knows(string code) => Names.ContainsKey(code);

    /// <summary>A vaccine's name for people.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
