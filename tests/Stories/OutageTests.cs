using System.Net;
using System.Net.Sockets;
using Cabildo.Cli.Checks;
using Cabildo.Stories.Tests.Support;

namespace Cabildo.Stories.Tests;

/// <summary>Something behind the portal does not answer: the person reads what happened and what to do, and loses nothing.</summary>
public sealed class OutageTests(Country country)
{
    private const string Ana = "31456789";
    private static readonly (string What, string Do) RegisterEs = ("El registro de transporte no responde", "Prueba otra vez en unos minutos. Si vas a conducir, lleva la licencia de plástico");
    private static readonly (string What, string Do) RegisterEn = ("The transport register does not answer", "Try again in a few minutes. If you are going to drive, carry the plastic card");
    private static readonly (string What, string Do) DocumentsEs = ("El servicio de documentos no responde", "Prueba otra vez en unos minutos.");
    private static readonly (string What, string Do) DocumentsEn = ("The documents service does not answer", "Try again in a few minutes.");

    [Theory, InlineData("es"), InlineData("en")]
    public async Task The_register_is_down(string language) =>
        await PersonReadsAsync(country.At.TransportRegister, language, language == "es" ? RegisterEs : RegisterEn);

    [Theory, InlineData("es"), InlineData("en")]
    public async Task The_ministrys_exchange_node_is_down(string language) =>
        await PersonReadsAsync(country.At.Transport.Clients, language, language == "es" ? RegisterEs : RegisterEn);

    [Theory, InlineData("es"), InlineData("en")]
    public async Task The_digital_units_own_exchange_node_is_down(string language) =>
        await PersonReadsAsync(country.At.Digital.Clients, language, language == "es" ? RegisterEs : RegisterEn);

    [Theory, InlineData("es"), InlineData("en")]
    public async Task The_documents_service_is_down(string language) =>
        await PersonReadsAsync(country.At.Documents, language, language == "es" ? DocumentsEs : DocumentsEn);

    [Fact]
    public async Task The_register_takes_the_question_and_never_answers()
    {
        using var citizen = new Citizen();
        await citizen.SignInAsync(country.Demo, Ana);

        await using (await Outage.OfAsync(country.Demo, country.At.TransportRegister))
        {
            using var mute = new TcpListener(IPAddress.Parse(country.At.TransportRegister.Host), country.At.TransportRegister.Port);
            mute.Start();

            var started = TimeProvider.System.GetTimestamp();
            var page = await citizen.LicenceAsync(country.Demo);

            Expect(page, HttpStatusCode.ServiceUnavailable, RegisterEs);
            Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        }

        Assert.Contains("31.456.789", (await citizen.LicenceAsync(country.Demo)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_was_opened_before_still_serves_the_officer()
    {
        using var citizen = new Citizen();
        await citizen.SignInAsync(country.Demo, Ana);
        var code = (await citizen.CodeAsync(country.Demo)).Attribute("data-code-text")!;
        var officer = await OfficersKnowledge.FetchAsync(country.At.Documents, TimeProvider.System, TestContext.Current.CancellationToken);

        await using (await Outage.OfAsync(country.Demo, country.At.TransportRegister))
        await using (await Outage.OfAsync(country.Demo, country.At.Documents))
        {
            Expect(await citizen.CodeAsync(country.Demo), HttpStatusCode.ServiceUnavailable, DocumentsEs);
            Assert.Equal("valid", officer.Check(code, TimeProvider.System.GetLocalNow()).Reason);
        }
    }

    [Theory]
    [InlineData("es", "El servicio de identidad no responde", "Prueba otra vez en unos minutos.")]
    [InlineData("en", "The identity service does not answer", "Try again in a few minutes.")]
    public async Task Identity_is_down_and_nobody_new_can_sign_in_but_open_sessions_go_on(string language, string what, string @do)
    {
        using var signedIn = new Citizen(language);
        using var newcomer = new Citizen(language);
        await signedIn.SignInAsync(country.Demo, Ana);

        await using (await Outage.OfAsync(country.Demo, country.At.Identity))
        {
            var refused = await newcomer.PageAsync(country.Demo, "/documents");
            Expect(refused, HttpStatusCode.ServiceUnavailable, (what, @do));
            Assert.Equal(country.At.Portal.Authority, refused.Address.Authority);

            Assert.Equal(HttpStatusCode.OK, (await signedIn.LicenceAsync(country.Demo)).Status);
            var left = await signedIn.SubmitAsync(
                await signedIn.LicenceAsync(country.Demo), "__RequestVerificationToken", new Dictionary<string, string>(StringComparer.Ordinal), TestContext.Current.CancellationToken);
            Assert.Equal("/signed-out", left.Address.AbsolutePath);
        }

        await newcomer.SignInAsync(country.Demo, Ana);
    }

    [Fact]
    public async Task A_restarted_portal_that_never_met_its_issuer_says_so_too()
    {
        using var citizen = new Citizen();
        await using (await Outage.OfAsync(country.Demo, country.At.Identity))
        {
            await using (await Outage.OfAsync(country.Demo, country.At.Portal))
            {
                // Down and up again.
            }

            Expect(await citizen.PageAsync(country.Demo, "/documents"), HttpStatusCode.ServiceUnavailable, ("El servicio de identidad no responde", "Prueba otra vez"));
        }

        await citizen.SignInAsync(country.Demo, Ana);
    }

    [Fact]
    public async Task The_issuer_goes_down_while_the_person_is_on_its_page()
    {
        using var citizen = new Citizen();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        using var sent = await http.GetAsync(new Uri(country.At.Portal, "/sign-in"), TestContext.Current.CancellationToken);
        var state = System.Web.HttpUtility.ParseQueryString(sent.Headers.Location!.Query)["state"]!;
        var issuer = country.At.Identity.GetLeftPart(UriPartial.Authority);

        await using var outage = await Outage.OfAsync(country.Demo, country.At.Identity);
        var callback = $"/signin-oidc?code=abc&iss={Uri.EscapeDataString(issuer)}&state={Uri.EscapeDataString(state)}";
        using var back = await http.GetAsync(new Uri(country.At.Portal, callback), TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in/unavailable", back.Headers.Location!.OriginalString);
    }

    private async Task PersonReadsAsync(Uri down, string language, (string What, string Do) sentence)
    {
        using var citizen = new Citizen(language);
        await citizen.SignInAsync(country.Demo, Ana);

        await using (await Outage.OfAsync(country.Demo, down))
        {
            foreach (var path in new[] { "/documents", "/documents/licence", "/documents/licence/qr" })
                Expect(await citizen.PageAsync(country.Demo, path), HttpStatusCode.ServiceUnavailable, sentence);
        }

        var afterwards = await citizen.LicenceAsync(country.Demo);
        Assert.Equal((HttpStatusCode.OK, country.At.Portal.Authority), (afterwards.Status, afterwards.Address.Authority));
        Assert.Contains("31.456.789", afterwards.Text, StringComparison.Ordinal);
    }

    private static void Expect(WebPage page, HttpStatusCode status, (string What, string Do) sentence)
    {
        Assert.Equal(status, page.Status);
        Assert.Contains(sentence.What, page.Text, StringComparison.Ordinal);
        Assert.Contains(sentence.Do, page.Text, StringComparison.Ordinal);
    }
}
