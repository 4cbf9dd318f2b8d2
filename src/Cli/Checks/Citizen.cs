using System.Net;
using System.Text.RegularExpressions;

namespace Cabildo.Cli.Checks;

/// <summary>A person with a browser that has no JavaScript: follows redirects, keeps cookies, fills in forms.</summary>
/// <param name="language">The language the browser asks for.</param>
internal sealed class Citizen(string language = "es") : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxAutomaticRedirections = 15 })
    {
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", language } },
    };

    /// <summary>Opens a page and reads it.</summary>
    public async Task<WebPage> OpenAsync(Uri address, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(address, ct);
        return await WebPage.ReadAsync(answer, ct);
    }

    /// <summary>Fills in the form of <paramref name="page"/> that has the field <paramref name="having"/>, and sends it.</summary>
    public async Task<WebPage> SubmitAsync(WebPage page, string having, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        var form = page.FormWith(having);
        var fields = form.Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(form.Action, content, ct);
        return await WebPage.ReadAsync(answer, ct);
    }

    /// <summary>Fetches a file with the session's cookies.</summary>
    public async Task<(string Type, byte[] Bytes)> FetchAsync(Uri address, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(address, ct);
        answer.EnsureSuccessStatusCode();
        return (answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsByteArrayAsync(ct));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A page as read: its address after redirects, its status, its text.</summary>
internal sealed partial record WebPage(Uri Address, HttpStatusCode Status, string Html)
{
    /// <summary>The text of the page with entities read, tags and all.</summary>
    public string Text { get; } = WebUtility.HtmlDecode(Html);

    public static async Task<WebPage> ReadAsync(HttpResponseMessage answer, CancellationToken ct) =>
        new(answer.RequestMessage!.RequestUri!, answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));

    /// <summary>The value of an attribute of the first element that has it.</summary>
    public string? Attribute(string name)
    {
        var match = Regex.Match(Html, $"\\s{Regex.Escape(name)}=\"([^\"]*)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    /// <summary>The first form that has an input of this name.</summary>
    /// <exception cref="InvalidOperationException">The page has no such form.</exception>
    public (Uri Action, IReadOnlyDictionary<string, string> Fields) FormWith(string input)
    {
        foreach (Match form in Forms().Matches(Html))
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Match one in Inputs().Matches(form.Groups["body"].Value))
            {
                if (AttributeOf(one.Value, "name") is { } name)
                    fields[name] = AttributeOf(one.Value, "value") ?? "";
            }

            if (fields.ContainsKey(input))
                return (new Uri(Address, AttributeOf(form.Groups["tag"].Value, "action") ?? Address.AbsoluteUri), fields);
        }

        throw new InvalidOperationException($"The page {Address.AbsolutePath} has no form with the field {input}.");
    }

    private static string? AttributeOf(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    [GeneratedRegex("(?<tag><form[^>]*>)(?<body>.*?)</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex Inputs();
}
