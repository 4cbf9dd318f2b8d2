using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Soap;
using Cabildo.Platform.Refusals;

namespace Cabildo.HealthRegister.Vaccines;

/// <summary>The card as it used to be handed over the counter: a text to print, as an attachment.</summary>
internal sealed class VaccinationCard(RegisterContext register, TimeProvider time) : ISoapOperation
{
    private const string ContentId = "carnet@vacunas.salud.example";

    public string Name => "vaccinationCard";

    public async Task<(SoapAnswer? Answer, Refusal? Refusal)> RunAsync(SoapRequest request, CancellationToken ct)
    {
        var (card, refusal) = await register.FindAsync(request.Payload, ct);
        if (card is null)
            return (null, refusal);
        var payload = new XElement(
            SoapNames.Register + "vaccinationCardResponse", card.Person(), new XElement(SoapNames.Register + "card", new XAttribute("href", "cid:" + ContentId)));
        return (new SoapAnswer(payload, new SoapAttachment(ContentId, "text/plain; charset=utf-8", Print(card))), null);
    }

    private byte[] Print(CardRow card)
    {
        var text = new StringBuilder();
        text.Append("REPÚBLICA DEL PLATA\r\nMINISTERIO DE SALUD · CARNET DE VACUNACIÓN\r\n\r\n");
        text.Append(CultureInfo.InvariantCulture, $"{card.FamilyNames}, {card.GivenNames}\r\nDNI {card.Dni} · nacimiento {card.BirthDate:dd/MM/yyyy}\r\n\r\n");
        foreach (var dose in card.ReadDoses())
            text.Append(CultureInfo.InvariantCulture, $"{dose.Date:dd/MM/yyyy}  {NationalCalendar.NameOf(dose.Code),-26} {dose.Number}ª  lote {dose.Lot,-10} {dose.Place}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"\r\nEmitido el {time.GetUtcNow():dd/MM/yyyy}. ");
        // What the ministry prints under its cards. It proves nothing: the message's own signature does.
        text.Append("Sello ").Append(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(card.Doses)).AsSpan(0, 8))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
