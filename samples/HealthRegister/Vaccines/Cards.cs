using System.Globalization;
using System.Xml.Linq;
using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Soap;
using Cabildo.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.HealthRegister.Vaccines;

/// <summary>Finds the card that a request is about.</summary>
internal static class Cards
{
    private static readonly Refusal NoDni = new("dni-wrong", "Give the person's DNI, seven or eight digits, in the element dni.");
    private static readonly Refusal NoCard = new("no-card", "The register holds no card under this DNI.", 404);

    /// <summary>The card of the person in <c>dni</c>, tracked by the context; or why there is none.</summary>
    public static async Task<(CardRow? Card, Refusal? Refusal)> FindAsync(this RegisterContext register, XElement request, CancellationToken ct)
    {
        var text = request.Element(SoapNames.Register + "dni")?.Value.Trim();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dni) || dni is < 1_000_000 or > 99_999_999)
            return (null, NoDni);
        return await register.Cards.FirstOrDefaultAsync(row => row.Dni == dni, ct) is { } card ? (card, null) : (null, NoCard);
    }

    /// <summary>The person as the service says it.</summary>
    public static XElement Person(this CardRow card) => new(
        SoapNames.Register + "person",
        new XElement(SoapNames.Register + "dni", card.Dni.ToString(CultureInfo.InvariantCulture)),
        new XElement(SoapNames.Register + "familyNames", card.FamilyNames),
        new XElement(SoapNames.Register + "givenNames", card.GivenNames),
        new XElement(SoapNames.Register + "birthDate", card.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
