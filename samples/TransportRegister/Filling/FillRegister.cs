using Cabildo.Platform.Storage;
using Cabildo.RepublicaDelPlata.People;
using Cabildo.TransportRegister.Data;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.TransportRegister.Filling;

/// <summary>Fills an empty register with the demo people's licences and those of the population.</summary>
public sealed class FillRegister
{
    /// <summary>Licences of a full register.</summary>
    public const int Licences = 100_000;

    private static readonly string[] Columns =
    [
        "Number", "FamilyNames", "GivenNames", "BirthDate", "Address", "Classes", "Restrictions", "IssueDate", "ExpiryDate",
        "IssuingAuthority", "BloodGroup", "Donor", "Status", "StatusSince", "StatusReason", "UpdatedAt", "Version", "Portrait",
    ];

    private readonly IDbContextFactory<RegisterContext> _contexts;
    private readonly TimeProvider _time;

    internal FillRegister(IDbContextFactory<RegisterContext> contexts, TimeProvider time) => (_contexts, _time) = (contexts, time);

    /// <summary>
    /// Fills the register in one transaction, so that it is either empty or full. Does nothing where it is full.
    /// </summary>
    /// <param name="demoPeople">People of the stories; their licences come first.</param>
    /// <param name="licences">How many licences in all.</param>
    /// <param name="progress">Told the number of licences written, from 0 to <paramref name="licences"/>.</param>
    /// <param name="ct">Cancels; nothing is kept then.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<DemoPerson> demoPeople, int licences, IProgress<int>? progress, CancellationToken ct)
    {
        await using var register = await _contexts.CreateDbContextAsync(ct);
        if (await register.Licences.AnyAsync(ct))
            return false;
        await using var transaction = await register.Database.BeginTransactionAsync(ct);
        await register.InsertRowsAsync("transport_licences", Columns, Rows(demoPeople).Take(licences).Select(Values), progress, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private IEnumerable<LicenceRow> Rows(IReadOnlyList<DemoPerson> demoPeople)
    {
        var today = _time.GetUtcNow();
        var taken = demoPeople.Select(person => person.Dni).ToHashSet(StringComparer.Ordinal);
        var told = demoPeople.Select(person => LicenceGenerator.Of(person, today));
        var others = Enumerable.Range(0, Population.Count)
            .Select(index => (Index: index, Person: Population.At(index)))
            .Where(one => taken.Add(one.Person.Dni))
            .Select(one => LicenceGenerator.Of(one.Index, one.Person, today));
        return told.Concat(others).OfType<LicenceRow>();
    }

    private static object?[] Values(LicenceRow row) =>
    [
        row.Number, row.FamilyNames, row.GivenNames, row.BirthDate, row.Address, row.Classes, row.Restrictions, row.IssueDate,
        row.ExpiryDate, row.IssuingAuthority, row.BloodGroup, row.Donor, row.Status, row.StatusSince.UtcDateTime, row.StatusReason,
        row.UpdatedAt.UtcDateTime, row.Version, row.Portrait,
    ];
}
