using System.Net;
using Cabildo.Identity.Tests.Support;
using Cabildo.Platform.Country;

namespace Cabildo.Identity.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task A_person_who_is_signed_in_is_not_asked_again()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromHours(1));

        var again = await browser.GetAsync(host.Portal.AuthorizeAddress());
        var silent = await browser.GetAsync(host.Portal.AuthorizeAddress(("prompt", "none")));

        Assert.True(again.AnswerParameters().ContainsKey("code"));
        Assert.True(silent.AnswerParameters().ContainsKey("code"));
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));

        var answer = await browser.GetAsync(host.Portal.AuthorizeAddress(("prompt", "none")));

        Assert.Equal("login_required", answer.AnswerParameters()["error"]);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "60")]
    [InlineData("max_age", "0")]
    public async Task A_request_for_a_fresh_sign_in_asks_once_and_only_a_new_sign_in_answers_it(string name, string value)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromMinutes(2));

        var asked = await browser.GetAsync(host.Portal.AuthorizeAddress((name, value)));
        var skipped = await browser.GetAsync(asked.Location!.Replace("/sign-in", "/authorize", StringComparison.Ordinal));
        var signedIn = await browser.SignInAsync(asked);
        var answer = await browser.GetAsync(signedIn.Location!);

        Assert.StartsWith("/sign-in?", asked.Location, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?", skipped.Location, StringComparison.Ordinal);
        Assert.True(answer.AnswerParameters().ContainsKey("code"));
    }

    [Fact]
    public async Task Prompt_none_with_a_sign_in_older_than_max_age_is_login_required()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromMinutes(2));

        var answer = await browser.GetAsync(host.Portal.AuthorizeAddress(("prompt", "none"), ("max_age", "60")));

        Assert.Equal("login_required", answer.AnswerParameters()["error"]);
    }

    [Fact]
    public async Task A_hint_of_another_person_is_not_answered_with_the_one_who_is_signed_in()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.RegisterAsync(new NationalId("dni", "20123456"), "Luciana", "Paz");
        using var browser = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());
        host.Time.Advance(TimeSpan.FromMinutes(2));

        var same = await browser.GetAsync(host.Portal.AuthorizeAddress(("login_hint", "dni:31456789")));
        var other = await browser.GetAsync(host.Portal.AuthorizeAddress(("login_hint", "20.123.456")));
        var silent = await browser.GetAsync(host.Portal.AuthorizeAddress(("login_hint", "dni:20123456"), ("prompt", "none")));

        Assert.True(same.AnswerParameters().ContainsKey("code"));
        Assert.StartsWith("/sign-in?", other.Location, StringComparison.Ordinal);
        Assert.Equal("login_required", silent.AnswerParameters()["error"]);
    }

    [Fact]
    public async Task Another_browser_is_not_signed_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        using var other = host.CreateBrowser();
        await browser.ObtainCodeAsync(host.Portal.AuthorizeAddress());

        var answer = await other.GetAsync(host.Portal.AuthorizeAddress());

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.StartsWith("/sign-in?", answer.Location, StringComparison.Ordinal);
    }
}
