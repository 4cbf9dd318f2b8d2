using Cabildo.CivilRegister.Data;
using Cabildo.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.CivilRegister.Persons;

/// <summary>Registers a death, once.</summary>
internal sealed class RegisterDeath(RegisterContext register, TimeProvider time)
{
    public async Task<(Person? Person, Refusal? Refusal)> RunAsync(string dni, Death death, CancellationToken ct)
    {
        if (!PersonAnswer.TryReadDni(dni, out var number)
            || await register.Persons.SingleOrDefaultAsync(row => row.Dni == number, ct) is not { } person)
            return (null, PersonAnswer.NoPerson);
        if (person.DeathDate is not null)
            return (null, new Refusal("already-registered", "This death is registered already. To correct it, ask the register's office.", 409));
        if (death.Date < person.BirthDate || death.Date > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(14)))
            return (null, new Refusal("date-impossible", "The date of death lies before the birth or in the future. Check it."));
        person.DeathDate = death.Date;
        person.UpdatedAt = time.GetUtcNow();
        await register.SaveChangesAsync(ct);
        return (await register.FindAsync(dni, ct), null);
    }
}
