using System.Globalization;
using Cabildo.CivilRegister.Data;
using Cabildo.Platform.Storage;
using Cabildo.RepublicaDelPlata.People;
using Microsoft.EntityFrameworkCore;
using Person = Cabildo.RepublicaDelPlata.People.Person;

namespace Cabildo.CivilRegister.Filling;

/// <summary>Fills an empty register with the demo people and the population.</summary>
public sealed class FillRegister
{
    private static readonly string[] Columns =
        ["Dni", "FamilyNames", "GivenNames", "BirthDate", "Sex", "FirstParent", "SecondParent", "UpdatedAt"];

    private readonly IDbContextFactory<RegisterContext> _contexts;
    private readonly TimeProvider _time;

    internal FillRegister(IDbContextFactory<RegisterContext> contexts, TimeProvider time) => (_contexts, _time) = (contexts, time);

    /// <summary>Fills the register in one transaction; does nothing where it is full.</summary>
    /// <param name="demoPeople">People of the stories.</param>
    /// <param name="population">How many of the population.</param>
    /// <param name="progress">Told the number of persons written.</param>
    /// <param name="ct">Cancels; nothing is kept then.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<DemoPerson> demoPeople, int population, IProgress<int>? progress, CancellationToken ct)
    {
        await using var register = await _contexts.CreateDbContextAsync(ct);
        if (await register.Persons.AnyAsync(ct))
            return false;
        await using var transaction = await register.Database.BeginTransactionAsync(ct);
        var everyone = demoPeople.Select(person => person.ToPerson()).Concat(Population.Everyone().Take(population)).DistinctBy(person => person.Dni);
        await register.InsertRowsAsync("civil_persons", Columns, everyone.Select(Values), progress, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private object?[] Values(Person person) =>
    [
        Number(person.Dni), person.FamilyNames, person.GivenNames, person.BirthDate, person.Sex,
        person.Parents.Count > 0 ? Number(person.Parents[0]) : null,
        person.Parents.Count > 1 ? Number(person.Parents[1]) : null,
        _time.GetUtcNow().UtcDateTime,
    ];

    private static int Number(string dni) => int.Parse(dni, NumberStyles.None, CultureInfo.InvariantCulture);
}
