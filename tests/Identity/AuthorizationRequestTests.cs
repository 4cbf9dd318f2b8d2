using System.Net;
using Cabildo.Identity.Tests.Support;

namespace Cabildo.Identity.Tests;

public sealed class AuthorizationRequestTests
{
    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://attacker.example/signin-oidc")]
    [InlineData("redirect_uri", "http://localhost:8080/signin-oidc/")]
    [InlineData("redirect_uri", "http://localhost:8080/signin-oidc?x=1")]
    [InlineData("redirect_uri", "http://LOCALHOST:8080/signin-oidc")]
    public async Task An_error_is_shown_and_sent_nowhere_when_the_address_to_send_it_to_is_not_registered(string name, string? value)
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await browser.GetAsync(host.Portal.AuthorizeAddress((name, value)));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(page.Location);
        Assert.Contains("invalid_request", page.Html, StringComparison.Ordinal);
        Assert.Contains("El servicio hizo un pedido que no se puede atender", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "too-short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("resource", "https://other.example/api", "invalid_target")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://portal.example/request", "request_uri_not_supported")]
    [InlineData("prompt", "consent", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("prompt", "none", "login_required")]
    public async Task An_error_goes_to_the_registered_address_with_state_and_iss(string name, string? value, string error)
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var answer = await browser.GetAsync(host.Portal.AuthorizeAddress((name, value)));

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.StartsWith(RelyingPartyPeer.RedirectUri + "?", answer.Location, StringComparison.Ordinal);
        var parameters = answer.AnswerParameters();
        Assert.Equal(error, parameters["error"]);
        Assert.Equal("state-1", parameters["state"]);
        Assert.Equal(host.Issuer, parameters["iss"]);
        Assert.NotEmpty(parameters["error_description"].ToString());
        Assert.False(parameters.ContainsKey("code"));
    }

    [Fact]
    public async Task A_parameter_that_is_there_twice_is_refused()
    {
        await using var host = await IdentityHost.StartAsync(register: false);
        using var browser = host.CreateBrowser();

        var page = await browser.GetAsync(host.Portal.AuthorizeAddress() + "&redirect_uri=https%3A%2F%2Fattacker.example");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("more than once", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_carries_code_state_and_iss()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var parameters = await browser.ObtainAsync(host.Portal.AuthorizeAddress());

        Assert.Equal(["code", "iss", "state"], parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(host.Issuer, parameters["iss"]);
        Assert.Equal("state-1", parameters["state"]);
    }

    [Fact]
    public async Task A_request_by_post_goes_on_by_get()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();

        var posted = await browser.PostAsync("/authorize", host.Portal.AuthorizeParameters());

        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        var parameters = await browser.ObtainAsync(posted.Location!);
        Assert.NotEmpty(parameters["code"].ToString());
    }

    [Fact]
    public async Task A_ticket_of_the_pages_that_was_changed_or_is_an_hour_old_says_to_start_again()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.CreateBrowser();
        var signIn = await browser.GetAsync(host.Portal.AuthorizeAddress());

        var changed = await browser.GetAsync("/sign-in?ticket=CfDJ8changed");
        host.Time.Advance(TimeSpan.FromMinutes(61));
        var stale = await browser.GetAsync(signIn.Location!);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (changed.Status, stale.Status));
        Assert.Contains("El ingreso quedó abierto demasiado tiempo", changed.Html, StringComparison.Ordinal);
        Assert.Contains("El ingreso quedó abierto demasiado tiempo", stale.Html, StringComparison.Ordinal);
    }
}
