using System.Net;
using System.Net.Http.Json;
using Cabildo.Cli.Demo;
using Cabildo.Credentials.Licences;
using Cabildo.RepublicaDelPlata.People;

namespace Cabildo.Cli.Checks;

/// <summary>The licence's way from the register to the roadside, played over HTTP as its clients would.</summary>
internal sealed class LicenceStory(DemoCountry country, TimeProvider time) : IDisposable
{
    private const string OperatorHeader = "X-Operator-Key";
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private readonly Citizen _citizen = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly DemoPerson _person = country.People[0];
    private string _code = "";

    /// <summary>The steps in order: what is done, and how.</summary>
    public IReadOnlyList<(string What, Func<CancellationToken, Task<string>> Do)> Steps =>
    [
        ("the portal's first page opens", HomeAsync),
        ("a person signs in with number and password", SignInAsync),
        ("the licence comes live through two exchange nodes", LicenceAsync),
        ("its photograph comes too", PortraitAsync),
        ("its code is issued", CodeAsync),
        ("an officer's phone checks it with the lists it keeps", CheckAsync),
        ("a changed code is not genuine", TamperAsync),
        ("a client without access right is refused at the provider", AccessDeniedAsync),
        ("the health ministry's SOAP register gives a child's vaccination card", CardAsync),
        ("the register suspends the licence, the portal says so", SuspendAsync),
        ("the refreshed phone says suspended within a minute", SuspendedCheckAsync),
        ("the register restores it, and so says the phone", RestoreAsync),
        ("the person signs out", SignOutAsync),
    ];

    public void Dispose()
    {
        _citizen.Dispose();
        _http.Dispose();
    }

    private async Task<string> HomeAsync(CancellationToken ct)
    {
        var page = await _citizen.OpenAsync(country.Addresses.Portal, ct);
        Expect(page.Status == HttpStatusCode.OK, $"it answered {(int)page.Status}");
        return $"{page.Html.Length / 1024} KB";
    }

    private async Task<string> SignInAsync(CancellationToken ct)
    {
        var signIn = await _citizen.OpenAsync(new Uri(country.Addresses.Portal, "/documents"), ct);
        Expect(signIn.Address.Authority == country.Addresses.Identity.Authority, $"the portal did not send to the issuer but to {signIn.Address.Authority}");
        var page = await _citizen.SubmitAsync(signIn, "Password", Values(("Number", _person.Dni), ("Password", country.Secrets.Password)), ct);
        Expect(page.Address.Authority == country.Addresses.Portal.Authority, $"the issuer did not send back to the portal but to {page.Address.AbsolutePath}");
        Expect(page.Text.Contains(_person.FamilyNames, StringComparison.Ordinal), "the page does not name the person");
        return page.Address.AbsolutePath;
    }

    private async Task<string> LicenceAsync(CancellationToken ct)
    {
        var page = await LicencePageAsync(ct);
        Expect(page.Text.Contains("status-pill--valid", StringComparison.Ordinal), "the licence is not shown as valid");
        Expect(page.Text.Contains("31.456.789", StringComparison.Ordinal), "the number is not shown");
        return string.Join(' ', _person.Licence!.Classes);
    }

    private async Task<string> PortraitAsync(CancellationToken ct)
    {
        var (type, bytes) = await _citizen.FetchAsync(new Uri(country.Addresses.Portal, "/documents/licence/portrait"), ct);
        Expect(type == "image/jpeg" && bytes is [0xFF, 0xD8, ..], $"it is {type}");
        return $"{bytes.Length:N0} bytes";
    }

    private async Task<string> CodeAsync(CancellationToken ct)
    {
        var page = await _citizen.OpenAsync(new Uri(country.Addresses.Portal, "/documents/licence/qr"), ct);
        _code = page.Attribute("data-code-text") ?? throw new StepFailedException($"the page shows no code (it answered {(int)page.Status})");
        Expect(_code.Length <= LicenceQr.MaximumLength, $"it has {_code.Length} characters");
        return $"{_code.Length:N0} characters";
    }

    private async Task<string> CheckAsync(CancellationToken ct)
    {
        var check = (await OfficersKnowledge.FetchAsync(country.Addresses.Documents, time, ct)).Check(_code, time.GetLocalNow());
        Expect(check.Verdict == LicenceVerdict.Valid, $"the verdict is {check.Verdict}: {check.Explanation}");
        Expect(check.Claims!.Holder.FamilyNames == _person.FamilyNames, "the names are not the person's");
        return $"{check.Verdict}, status list {check.Evidence.StatusAge?.TotalSeconds:0} s old";
    }

    private async Task<string> TamperAsync(CancellationToken ct)
    {
        var middle = _code.Length / 2;
        var other = _code[middle] == '0' ? '1' : '0';
        var changed = _code[..middle] + other + _code[(middle + 1)..];
        var check = (await OfficersKnowledge.FetchAsync(country.Addresses.Documents, time, ct)).Check(changed, time.GetLocalNow());
        Expect(check.Verdict is LicenceVerdict.NotGenuine or LicenceVerdict.NotALicence, $"the verdict is {check.Verdict}");
        return check.Verdict.ToString();
    }

    private async Task<string> AccessDeniedAsync(CancellationToken ct)
    {
        var path = $"/r1/{DemoNodes.LicenceService}/{_person.Dni}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(country.Addresses.Digital.Clients, path)) { Headers = { { "X-Road-Client", DemoNodes.Enrolment } } };
        using var answer = await _http.SendAsync(request, ct);
        var error = answer.Headers.TryGetValues("X-Road-Error", out var values) ? string.Join("", values) : "none";
        Expect(error == "Server.ServerProxy.AccessDenied", $"the error is {error}, status {(int)answer.StatusCode}");
        return error;
    }

    private Task<string> CardAsync(CancellationToken ct) =>
        new CardBySoap(country.Addresses.Digital.Clients, country.People.First(person => !person.SignsIn).Dni).RunAsync(_http, ct);

    private async Task<string> SuspendAsync(CancellationToken ct)
    {
        await ChangeStatusAsync("suspended", "court-order", ct);
        var page = await LicencePageAsync(ct);
        Expect(page.Text.Contains("status-pill--stop", StringComparison.Ordinal), "the portal still shows it otherwise");
        return "Suspendida";
    }

    private async Task<string> SuspendedCheckAsync(CancellationToken ct) => $"after {(await UntilAsync(LicenceVerdict.Suspended, ct)).TotalSeconds:0.0} s";

    private async Task<string> RestoreAsync(CancellationToken ct)
    {
        await ChangeStatusAsync("valid", null, ct);
        return $"after {(await UntilAsync(LicenceVerdict.Valid, ct)).TotalSeconds:0.0} s";
    }

    private async Task<string> SignOutAsync(CancellationToken ct)
    {
        var page = await LicencePageAsync(ct);
        var left = await _citizen.SubmitAsync(page, "__RequestVerificationToken", Values(), ct);
        Expect(left.Address.AbsolutePath == "/signed-out", $"it ended at {left.Address.AbsolutePath}");
        var again = await _citizen.OpenAsync(new Uri(country.Addresses.Portal, "/documents"), ct);
        Expect(again.Address.Authority == country.Addresses.Identity.Authority, "the documents still open");
        return "the documents ask to sign in again";
    }

    private async Task<WebPage> LicencePageAsync(CancellationToken ct)
    {
        var page = await _citizen.OpenAsync(new Uri(country.Addresses.Portal, "/documents/licence"), ct);
        Expect(page.Status == HttpStatusCode.OK, $"the page answered {(int)page.Status}");
        return page;
    }

    private async Task ChangeStatusAsync(string status, string? reason, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(country.Addresses.TransportRegister, $"/licences/{_person.Dni}/status"))
        {
            Content = JsonContent.Create(new { status, reason }),
            Headers = { { OperatorHeader, country.Secrets.OperatorKey } },
        };
        using var answer = await _http.SendAsync(request, ct);
        Expect(answer.IsSuccessStatusCode, $"the register answered {(int)answer.StatusCode}");
    }

    private async Task<TimeSpan> UntilAsync(LicenceVerdict verdict, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var check = (await OfficersKnowledge.FetchAsync(country.Addresses.Documents, time, ct)).Check(_code, time.GetLocalNow());
            if (check.Verdict == verdict)
                return time.GetElapsedTime(start);
            Expect(time.GetElapsedTime(start) < Minute, $"after a minute the verdict is still {check.Verdict}");
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, ct);
        }
    }

    private static Dictionary<string, string> Values(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            fields[name] = value;
        return fields;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new StepFailedException(otherwise);
    }
}
