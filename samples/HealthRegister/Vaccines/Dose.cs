using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Cabildo.HealthRegister.Soap;

namespace Cabildo.HealthRegister.Vaccines;

/// <summary>A dose that was given.</summary>
/// <param name="Code">The vaccine's code in the national calendar, such as <c>MMR</c>.</param>
/// <param name="Number">The how-manieth of this vaccine it is, from 1.</param>
/// <param name="Date">When.</param>
/// <param name="Lot">The lot printed on the vial.</param>
/// <param name="Place">Where.</param>
internal sealed record Dose(string Code, int Number, DateOnly Date, string Lot, string Place)
{
    /// <summary>The dose as the service says it.</summary>
    public XElement ToXml() => new(
        SoapNames.Register + "dose",
        new XElement(SoapNames.Register + "code", Code),
        new XElement(SoapNames.Register + "vaccine", NationalCalendar.NameOf(Code)),
        new XElement(SoapNames.Register + "number", Number),
        new XElement(SoapNames.Register + "date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new XElement(SoapNames.Register + "lot", Lot),
        new XElement(SoapNames.Register + "place", Place));
}

/// <summary>Doses in a column.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<Dose>))]
internal sealed partial class DoseJson : JsonSerializerContext;
