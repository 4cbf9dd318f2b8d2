using Cabildo.Cli.Checks;
using Cabildo.Credentials.Licences;
using Cabildo.Stories.Tests.Support;

namespace Cabildo.Stories.Tests;

/// <summary>What officers' phones say to codes and clocks that are wrong, with the lists of a running country.</summary>
public sealed class VerifierTests(Country country)
{
    private const string Ana = "31456789";
    private static Task<(LicenceVerifier Officer, string Code)>? _ready;
    private static readonly DateTimeOffset Now = TimeProvider.System.GetLocalNow();

    public static TheoryData<Func<string, string>> Spoilt => new()
    {
        _ => "",
        _ => "hola",
        _ => "https://localhost/?licence=31456789",
        code => code[..5],
        code => code[..^1],
        code => code[..(code.Length / 2)],
        code => code.ToLowerInvariant(),
        code => code + "0",
        code => code + code,
        code => code.Replace("CBD1", "CBD9", StringComparison.Ordinal),
        code => code[..6] + new string('Z', code.Length - 6),
        code => code[..6] + new string('é', 100),
        _ => new string('A', 100_000),
        _ => "CBD1:" + new string(':', 5_000),
    };

    [Theory, MemberData(nameof(Spoilt))]
    public async Task A_spoilt_code_gets_a_sentence_and_never_a_licence(Func<string, string> spoil)
    {
        var (officer, code) = await ReadyAsync();

        var check = officer.Check(spoil(code), Now);

        Assert.Contains(check.Verdict, new[] { LicenceVerdict.NotALicence, LicenceVerdict.NotGenuine, LicenceVerdict.UnknownIssuer });
        Assert.Null(check.Claims);
        Assert.EndsWith(".", check.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-24, LicenceVerdict.Stale, "from-the-future", "clock may be wrong")]
    [InlineData(-1, LicenceVerdict.Stale, "from-the-future", "clock may be wrong")]
    [InlineData(0, LicenceVerdict.Valid, "valid", "Compare the face")]
    [InlineData(25, LicenceVerdict.Stale, "stale", "Ask the holder to open the licence again")]
    public async Task A_phone_with_a_wrong_clock_names_the_clock_or_asks_for_a_fresh_code(int hours, LicenceVerdict verdict, string reason, string sentence)
    {
        var (officer, code) = await ReadyAsync();

        var check = officer.Check(code, Now.AddHours(hours));

        Assert.Equal((verdict, reason), (check.Verdict, check.Reason));
        Assert.Contains(sentence, check.Explanation, StringComparison.Ordinal);
    }

    // One code serves all: a sign-in for each would soon be too many a minute.
    private Task<(LicenceVerifier Officer, string Code)> ReadyAsync() => _ready ??= PrepareAsync();

    private async Task<(LicenceVerifier Officer, string Code)> PrepareAsync()
    {
        using var citizen = new Citizen();
        await citizen.SignInAsync(country.Demo, Ana);
        var page = await citizen.CodeAsync(country.Demo);
        var officer = await OfficersKnowledge.FetchAsync(country.At.Documents, TimeProvider.System, TestContext.Current.CancellationToken);
        return (officer, page.Attribute("data-code-text")!);
    }
}
