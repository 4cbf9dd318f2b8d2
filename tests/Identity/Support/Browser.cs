using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cabildo.Identity.Tests.Support;

/// <summary>A person's browser without scripts: keeps cookies, fills forms, and shows each redirect before it is followed.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri address)
    {
        Cookies = new CookieContainer();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es");
    }

    public CookieContainer Cookies { get; }

    public async Task<Page> GetAsync(string address)
    {
        using var answer = await _http.GetAsync(address, TestContext.Current.CancellationToken);
        return await Page.ReadAsync(answer);
    }

    public async Task<Page> PostAsync(string address, IEnumerable<KeyValuePair<string, string?>> form, bool asScript = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        if (asScript && form.FirstOrDefault(field => field.Key == "__RequestVerificationToken").Value is { } token)
            request.Headers.Add("RequestVerificationToken", token);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Page.ReadAsync(answer);
    }

    /// <summary>Fills the first form of a page and sends it.</summary>
    public Task<Page> SubmitAsync(Page page, string address, params (string Name, string? Value)[] fields)
    {
        var form = page.HiddenFields();
        foreach (var (name, value) in fields)
            form[name] = value;
        return PostAsync(address, form);
    }

    /// <summary>Follows a service to the sign-in page and signs in there; what comes is where the sign-in leads.</summary>
    public async Task<Page> SignInAsync(Page redirected, string number = "31.456.789", string password = IdentityHost.Password)
    {
        var page = await GetAsync(redirected.Location!);
        return await SubmitAsync(page, redirected.Location!, ("Number", number), ("Password", password));
    }

    /// <summary>Signs in for a service and returns what its redirect address received.</summary>
    public async Task<Dictionary<string, StringValues>> ObtainAsync(string authorizeAddress, string number = "31.456.789")
    {
        var answer = await GetAsync(authorizeAddress);
        if (answer.Location!.StartsWith("/sign-in", StringComparison.Ordinal))
            answer = await GetAsync((await SignInAsync(answer, number)).Location!);
        return answer.AnswerParameters();
    }

    public async Task<string> ObtainCodeAsync(string authorizeAddress) => (await ObtainAsync(authorizeAddress))["code"].ToString();

    public void Dispose() => _http.Dispose();

    /// <summary>What a browser got.</summary>
    internal sealed partial record Page(HttpStatusCode Status, string? Location, string Html, string Headers)
    {
        public static async Task<Page> ReadAsync(HttpResponseMessage answer) => new(
            answer.StatusCode,
            answer.Headers.Location?.OriginalString,
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            answer.Headers.ToString());

        /// <summary>The parameters in the address of the redirect.</summary>
        public Dictionary<string, StringValues> AnswerParameters() => QueryHelpers.ParseQuery(Location![Location!.IndexOf('?', StringComparison.Ordinal)..]);

        /// <summary>The hidden fields of the first form.</summary>
        public Dictionary<string, string?> HiddenFields()
        {
            var form = Html[..(Html.IndexOf("</form>", StringComparison.Ordinal) is var end and > 0 ? end : Html.Length)];
            return HiddenInput().Matches(form).Select(match => match.Value)
                .ToDictionary(input => Name().Match(input).Groups["text"].Value, input => (string?)Value().Match(input).Groups["text"].Value, StringComparer.Ordinal);
        }

        [GeneratedRegex("<input [^>]*type=\"hidden\"[^>]*>|<input [^>]*name=\"__RequestVerificationToken\"[^>]*>", RegexOptions.None, 1000)]
        private static partial Regex HiddenInput();

        [GeneratedRegex("name=\"(?<text>[^\"]+)\"", RegexOptions.None, 1000)]
        private static partial Regex Name();

        [GeneratedRegex("value=\"(?<text>[^\"]*)\"", RegexOptions.None, 1000)]
        private static partial Regex Value();
    }
}
