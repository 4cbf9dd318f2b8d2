using System.Xml.Linq;
using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Soap;
using Cabildo.Platform.Refusals;

namespace Cabildo.HealthRegister.Vaccines;

/// <summary>Which doses a person was given, the oldest first.</summary>
internal sealed class Vaccinations(RegisterContext register) : ISoapOperation
{
    public string Name => "vaccinations";

    public async Task<(SoapAnswer? Answer, Refusal? Refusal)> RunAsync(SoapRequest request, CancellationToken ct)
    {
        var (card, refusal) = await register.FindAsync(request.Payload, ct);
        return card is null ? (null, refusal) : (new SoapAnswer(Response(card)), null);
    }

    private static XElement Response(CardRow card) =>
        new(SoapNames.Register + "vaccinationsResponse", card.Person(), card.ReadDoses().Select(dose => dose.ToXml()));
}
