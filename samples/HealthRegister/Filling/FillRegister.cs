using System.Globalization;
using Cabildo.HealthRegister.Data;
using Cabildo.Platform.Storage;
using Cabildo.RepublicaDelPlata.People;
using Microsoft.EntityFrameworkCore;

namespace Cabildo.HealthRegister.Filling;

/// <summary>Fills an empty register with the cards of the demo people and of the youngest of the population.</summary>
public sealed class FillRegister
{
    /// <summary>Cards of a full register.</summary>
    public const int Cards = 20_000;

    private static readonly string[] Columns = ["Dni", "FamilyNames", "GivenNames", "BirthDate", "Doses", "Version"];

    private readonly IDbContextFactory<RegisterContext> _contexts;
    private readonly TimeProvider _time;

    internal FillRegister(IDbContextFactory<RegisterContext> contexts, TimeProvider time) => (_contexts, _time) = (contexts, time);

    /// <summary>Fills the register in one transaction; does nothing where it is full.</summary>
    /// <param name="demoPeople">People of the stories; their cards come first.</param>
    /// <param name="cards">How many cards in all.</param>
    /// <param name="progress">Told the number of cards written.</param>
    /// <param name="ct">Cancels; nothing is kept then.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<DemoPerson> demoPeople, int cards, IProgress<int>? progress, CancellationToken ct)
    {
        await using var register = await _contexts.CreateDbContextAsync(ct);
        if (await register.Cards.AnyAsync(ct))
            return false;
        await using var transaction = await register.Database.BeginTransactionAsync(ct);
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var youngest = Enumerable.Range(1, Population.Count).Select(back => Population.At(Population.Count - back));
        var everyone = demoPeople.Select(person => person.ToPerson()).Concat(youngest).DistinctBy(person => person.Dni).Take(cards);
        await register.InsertRowsAsync("health_cards", Columns, everyone.Select(person => Values(person, today)), progress, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static object?[] Values(Person person, DateOnly today) =>
    [
        int.Parse(person.Dni, NumberStyles.None, CultureInfo.InvariantCulture), person.FamilyNames, person.GivenNames, person.BirthDate,
        CardRow.Write(CardGenerator.Of(person, today)), 1,
    ];
}
