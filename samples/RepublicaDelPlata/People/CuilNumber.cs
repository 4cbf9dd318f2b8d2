using Cabildo.Platform.Country;

namespace Cabildo.RepublicaDelPlata.People;

/// <summary>Makes the CUIL of a DNI.</summary>
public static class CuilNumber
{
    private static readonly CheckCharacter Check = new()
    {
        Symbols = new Dictionary<string, string>(StringComparer.Ordinal) { ["11"] = "0" },
    };

    /// <summary>Eleven digits: prefix 27 for <c>F</c>, 20 otherwise; 23 where that has no check digit.</summary>
    public static string Of(string dni, string sex)
    {
        var body = dni.PadLeft(8, '0');
        var prefix = sex == "F" ? "27" : "20";
        var check = Check.Of(prefix + body);
        return check is null ? "23" + body + Check.Of("23" + body) : prefix + body + check;
    }
}
