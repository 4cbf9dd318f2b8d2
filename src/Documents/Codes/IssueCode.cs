using Cabildo.Credentials.Licences;
using Cabildo.Documents.Data;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Register;
using Cabildo.Platform.Refusals;

namespace Cabildo.Documents.Codes;

/// <summary>Makes the code of a licence, from what the register says at that moment.</summary>
internal sealed class IssueCode(
    TransportRegister register, StatusOfLicence states, DocumentsContext database, IssuerKeys keys, CodeClaims claims)
{
    private static readonly Refusal Withheld = new(
        "licence-withheld", "An authority retains your licence, so no code is issued for it. Ask the authority that withheld it what to do.", 409);

    private static readonly Refusal TooLong = new(
        "licence-too-long", "Your licence has more entries than a code can carry. Show the card, and tell the office that issued it.", 409);

    public async Task<Outcome<IssuedCode>> RunAsync(string? number, CancellationToken ct)
    {
        if (number is null) return RegisterRefusals.NoLicence;
        var answer = await states.ReadAsync(number, ct);
        if (answer.IsRefused(out var refusal, out var current)) return refusal;
        if (current.Licence.Status is RegisterStatus.Withheld) return Withheld;

        var portrait = await register.ReadSmallPortraitAsync(number, ct);
        var content = claims.Make(current, portrait.Value);
        if (LicenceQr.Make(content, keys.Signer) is not { } made) return TooLong;
        await RecordAsync(content, current.Entry, ct);
        return new IssuedCode(made.Text, content.IssuedAt, content.ExpiresAt, current.ReadAt, made.CarriesPortrait);
    }

    private async Task RecordAsync(LicenceClaims content, StatusEntryRow entry, CancellationToken ct)
    {
        database.IssuedCodes.Add(new IssuedCodeRow
        {
            Id = new Guid(content.CodeId.Span, bigEndian: true),
            List = entry.List,
            Index = entry.Index,
            IssuedAt = content.IssuedAt,
            ExpiresAt = content.ExpiresAt,
        });
        await database.SaveChangesAsync(ct);
    }
}

/// <summary>A code as its holder gets it.</summary>
/// <param name="Text">What to draw as a QR code.</param>
/// <param name="IssuedAt">When it begins to count.</param>
/// <param name="ExpiresAt">When it stops.</param>
/// <param name="StatusCheckedAt">When the register gave the state that it carries.</param>
/// <param name="Photo">Whether the portrait is in it.</param>
internal sealed record IssuedCode(string Text, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset StatusCheckedAt, bool Photo);
