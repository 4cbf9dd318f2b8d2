using System.Globalization;
using Cabildo.CivilRegister.Data;
using Cabildo.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.CivilRegister.Persons;

/// <summary>Registers a birth: the child gets the next DNI and is linked to its parents.</summary>
internal sealed class RegisterBirth(RegisterContext register, TimeProvider time)
{
    private const int Tries = 5;

    public async Task<(Person? Person, Refusal? Refusal)> RunAsync(Birth birth, CancellationToken ct)
    {
        var parents = new List<int>();
        foreach (var dni in birth.Parents.Distinct(StringComparer.Ordinal))
        {
            if (!PersonAnswer.TryReadDni(dni, out var number) || !await register.Persons.AnyAsync(row => row.Dni == number && row.DeathDate == null, ct))
                return (null, new Refusal("parent-unknown", "Each parent must be a living person of the register. Check their DNI."));
            parents.Add(number);
        }

        if (Check(birth, parents.Count) is { } refusal)
            return (null, refusal);

        // Two registrars may take the same number: the key decides, and the slower one takes the next.
        for (var attempt = 0; ; attempt++)
        {
            var dni = await register.Persons.MaxAsync(row => (int?)row.Dni, ct) + 1 ?? 1_000_000;
            register.Persons.Add(new PersonRow
            {
                Dni = dni,
                FamilyNames = birth.FamilyNames.Trim(),
                GivenNames = birth.GivenNames.Trim(),
                BirthDate = birth.BirthDate,
                Sex = birth.Sex,
                FirstParent = parents[0],
                SecondParent = parents.Count > 1 ? parents[1] : null,
                UpdatedAt = time.GetUtcNow(),
            });
            try
            {
                await register.SaveChangesAsync(ct);
                return (await register.FindAsync(dni.ToString(CultureInfo.InvariantCulture), ct), null);
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                register.ChangeTracker.Clear();
            }
        }
    }

    private Refusal? Check(Birth birth, int parents)
    {
        if (parents is < 1 or > 2)
            return new Refusal("parents-missing", "Give the DNI of one or two parents.");
        if (birth.Sex is not ("F" or "M" or "X"))
            return new Refusal("sex-unknown", "The sex is F, M or X.");
        if (birth.FamilyNames.Trim() is not { Length: > 0 and <= 80 } || birth.GivenNames.Trim() is not { Length: > 0 and <= 80 })
            return new Refusal("names-missing", "Give family and given names, of at most 80 characters each.");
        return birth.BirthDate > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(14))
            ? new Refusal("birth-in-future", "The birth date has not come yet. Check it.")
            : null;
    }
}
