using System.Globalization;
using System.Xml.Linq;
using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Soap;
using Cabildo.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.HealthRegister.Vaccines;

/// <summary>Registers a dose, with the scanned paper record of it if one is attached.</summary>
internal sealed class RegisterDose(RegisterContext register, TimeProvider time) : ISoapOperation
{
    private const int Tries = 5;
    private static readonly string[] Scans = ["image/jpeg", "image/png", "application/pdf", "text/plain"];
    private static readonly Refusal Twice = new("already-registered", "The card has this dose already. To correct it, write to the register's office.", 409);

    public string Name => "registerDose";

    public async Task<(SoapAnswer? Answer, Refusal? Refusal)> RunAsync(SoapRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // Somebody else wrote on the same card: read it again.
                register.ChangeTracker.Clear();
            }
        }
    }

    private async Task<(SoapAnswer? Answer, Refusal? Refusal)> TryAsync(SoapRequest request, CancellationToken ct)
    {
        var (card, refusal) = await register.FindAsync(request.Payload, ct);
        if (card is null)
            return (null, refusal);
        var (dose, wrong) = Read(request.Payload.Element(SoapNames.Register + "dose"), card);
        if (dose is null)
            return (null, wrong);
        var (record, unusable) = RecordOf(request, card.Dni, dose);
        if (unusable is not null)
            return (null, unusable);
        var doses = card.ReadDoses();
        if (doses.Exists(known => known.Code == dose.Code && known.Number == dose.Number))
            return (null, Twice);

        card.Doses = CardRow.Write([.. doses, dose]);
        card.Version++;
        if (record is not null)
            register.Records.Add(record);
        await register.SaveChangesAsync(ct);
        var payload = new XElement(SoapNames.Register + "registerDoseResponse", dose.ToXml());
        if (record is not null)
            payload.Add(new XElement(SoapNames.Register + "record", record.Id));
        return (new SoapAnswer(payload), null);
    }

    private (Dose? Dose, Refusal? Refusal) Read(XElement? element, CardRow card)
    {
        string Text(string name) => element?.Element(SoapNames.Register + name)?.Value.Trim() ?? "";
        if (!NationalCalendar.Knows(Text("code")))
            return Wrong("vaccine-unknown", "The calendar has no vaccine with this code.");
        if (!int.TryParse(Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 9)
            return Wrong("number-wrong", "The number of a dose is 1 to 9.");
        if (!DateOnly.TryParseExact(Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date < card.BirthDate || date > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(14)))
            return Wrong("date-wrong", "The date is a day from the birth to today, as yyyy-MM-dd.");
        var (lot, place) = (Text("lot"), Text("place"));
        return lot.Length is 0 or > 20 || place.Length is 0 or > 80
            ? Wrong("lot-or-place-wrong", "Give the lot, of at most 20 characters, and the place, of at most 80.")
            : (new Dose(Text("code"), number, date, lot, place), null);
    }

    private (RecordRow? Record, Refusal? Refusal) RecordOf(SoapRequest request, int dni, Dose dose)
    {
        if (request.Payload.Element(SoapNames.Register + "record") is not { } element)
            return (null, null);
        if (request.AttachmentAt((string?)element.Attribute("href")) is not { } scan)
            return (null, new Refusal("record-missing", "The element record refers to an attachment that did not come."));
        if (!Scans.Contains(scan.MediaType, StringComparer.OrdinalIgnoreCase))
            return (null, new Refusal("record-wrong", "A record is JPEG, PNG, PDF or plain text."));
        return (new RecordRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Dni = dni,
            Vaccine = dose.Code,
            Number = dose.Number,
            MediaType = scan.MediaType,
            Content = scan.Content,
            ReceivedAt = time.GetUtcNow(),
        }, null);
    }

    private static (Dose? Dose, Refusal? Refusal) Wrong(string code, string message) => (null, new Refusal(code, message));
}
