using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Data;
using Cabildo.Documents.Register;
using Cabildo.Documents.Status;

namespace Cabildo.Documents.Codes;

/// <summary>Reads a licence and brings its status entry to the state just read.</summary>
internal sealed class StatusOfLicence(
    TransportRegister register, StatusLedger ledger, StatusPublication publication, EntryKeys keys, TimeProvider time)
{
    private const int Attempts = 4;

    public async Task<Outcome<CurrentLicence>> ReadAsync(string number, CancellationToken ct)
    {
        var key = keys.Of(number);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The entry is found before the register is read: a change that comes between the two moves the entry, and the move below fails.
            var entry = await ledger.FindAsync(key, ct);
            var readAt = time.GetUtcNow();
            var answer = await register.ReadLicenceAsync(number, ct);
            if (answer.IsRefused(out var refusal, out var licence)) return refusal;
            if (entry is null)
                await ledger.AllocateAsync(key, ct);
            else if (await TryBringUpToDateAsync(entry, licence.Status.ToTokenStatus(), ct))
                return new CurrentLicence(licence, entry, readAt);
        }

        return RegisterRefusals.Unavailable;
    }

    private async Task<bool> TryBringUpToDateAsync(StatusEntryRow entry, TokenStatus status, CancellationToken ct)
    {
        var moves = entry.Status != status;
        if (!await ledger.TryMoveAsync(entry, status, ct)) return false;
        if (moves) await publication.RefreshAsync(ct);
        return true;
    }
}

/// <summary>A licence, its entry in the status list, and when the register gave it.</summary>
internal sealed record CurrentLicence(RegisterLicence Licence, StatusEntryRow Entry, DateTimeOffset ReadAt);
