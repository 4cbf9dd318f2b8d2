using System.Text.Json;
using Cabildo.Browser.Tests.Surroundings;
using Microsoft.Playwright;

namespace Cabildo.Browser.Tests.Licences;

public sealed class CodeTests(RunningCountry country)
{
    private const int LongestText = 1200;
    private const int LargestVersion = 23;

    [Theory, InlineData(People.Ana), InlineData(People.ManyClasses)]
    public async Task A_stranger_s_reader_reads_the_drawn_code_and_it_is_small_enough(string dni)
    {
        using var folder = new TemporaryFolder();
        await using var holder = await country.VisitAsync(new() { SignedInAs = dni, Density = 3 });
        var code = new CodePage(holder.Page, country);
        await code.OpenAsync();
        var text = await code.TextAsync();

        var read = await Programs.RunAsync(Programs.ZbarImg, "zbar-tools", "--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", await code.PhotographAsync(folder.Path));

        Assert.Equal(text, read.TrimEnd('\n'));
        Assert.InRange(text.Length, 1, LongestText);
        Assert.InRange(await code.VersionAsync(), 1, LargestVersion);
    }

    [Fact]
    public async Task A_stranger_s_program_finds_the_claims_in_the_code()
    {
        await Programs.RequirePythonModuleAsync("cbor2");
        var text = await CodePage.TextOfAsync(country, People.Ana);

        var found = JsonDocument.Parse(await Programs.PythonAsync("Licences/read_code.py", text)).RootElement;

        Assert.Equal("CBD1:", found.GetProperty("prefix").GetString());
        Assert.Equal(18, found.GetProperty("tag").GetInt32());
        Assert.Equal(-7, found.GetProperty("algorithm").GetInt32());
        Assert.Equal(8, found.GetProperty("keyIdSize").GetInt32());
        Assert.Equal(0, found.GetProperty("unprotected").GetInt32());
        Assert.Equal(64, found.GetProperty("signatureSize").GetInt32());
        Assert.Equal(16, found.GetProperty("codeIdSize").GetInt32());
        Assert.Equal(country.At.Documents.GetLeftPart(UriPartial.Authority), found.GetProperty("issuer").GetString());
        Assert.StartsWith(country.At.Documents.AbsoluteUri + "status/", found.GetProperty("statusUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(24 * 3600, found.GetProperty("life").GetInt32());
        Assert.Equal("Ana Beatriz", found.GetProperty("givenNames").GetString());
        Assert.Equal("Quiroga Ledesma", found.GetProperty("familyNames").GetString());
        Assert.Equal("19850412", found.GetProperty("birthDate").GetString());
        Assert.Equal(People.Ana, found.GetProperty("number").GetString());
        Assert.Equal(["B1", "A1.2"], found.GetProperty("classes").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["lenses"], found.GetProperty("restrictions").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("RP", found.GetProperty("country").GetString());
        Assert.Equal(0, found.GetProperty("state").GetInt32());
    }

    [Fact]
    public async Task A_withheld_licence_has_no_code_and_the_page_says_why()
    {
        await using var holder = await country.VisitAsync(new() { SignedInAs = People.Withheld });

        await holder.GoAsync(country.At.Portal, "/documents/licence");
        await Assertions.Expect(holder.Page.Locator("a[href='/documents/licence/qr']")).ToHaveCountAsync(0);
        var answer = await holder.Page.GotoAsync(new Uri(country.At.Portal, "/documents/licence/qr").AbsoluteUri);

        Assert.Equal(409, answer!.Status);
        await Assertions.Expect(holder.Page.GetByText("no se emite el código", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(holder.Page.Locator("[data-code-text]")).ToHaveCountAsync(0);
    }
}
