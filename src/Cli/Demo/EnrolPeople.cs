using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Identity.Accounts;
using Cabildo.Platform.Country;
using Cabildo.RepublicaDelPlata.People;

namespace Cabildo.Cli.Demo;

/// <summary>
/// Opens the demo people's accounts with the names that the civil register answers, asked through the exchange as any
/// enrolment would.
/// </summary>
internal sealed class EnrolPeople(RegisterAccount register, Uri node)
{
    public async Task RunAsync(IEnumerable<DemoPerson> people, string password, CancellationToken ct)
    {
        using var exchange = new HttpClient { BaseAddress = node };
        exchange.DefaultRequestHeaders.Add("X-Road-Client", DemoNodes.Enrolment);
        await Parallel.ForEachAsync(people.Where(person => person.SignsIn), ct, async (person, ct) =>
        {
            var registered = await exchange.GetFromJsonAsync<JsonElement>($"/r1/{DemoNodes.PersonService}/{person.Dni}", ct);
            var account = new NewAccount(
                new NationalId("dni", person.Dni),
                registered.GetProperty("givenNames").GetString()!,
                registered.GetProperty("familyNames").GetString()!,
                password);
            var outcome = await register.RunAsync(account, ct);
            if (outcome is { Refusal: { Code: not "account-exists" } refusal })
                throw new InvalidOperationException($"A demo person cannot be enrolled: {refusal.Message}");
        });
    }
}
