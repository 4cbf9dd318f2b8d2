using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.Licences;

/// <summary>What the documents service said: a value, or the code of why there is none.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Problem"><c>no-licence</c>, <c>register-unavailable</c>, <c>licence-withheld</c>, <c>signed-out</c> or <c>documents-unavailable</c>.</param>
internal sealed record Answer<T>(T? Value, string? Problem)
    where T : class;

/// <summary>The portal's way to the documents service, with the signed-in person's access token.</summary>
internal sealed partial class DocumentsApi(HttpClient http, IOptions<PortalOptions> options, ILogger<DocumentsApi> logger)
{
    private const int LargestPortrait = 200_000;
    private static readonly HashSet<string> Problems = new(["no-licence", "register-unavailable", "licence-withheld"], StringComparer.Ordinal);

    public Task<Answer<Licence>> LicenceAsync(string token, CancellationToken ct) =>
        AskAsync(HttpMethod.Get, "api/licence", token, ReadJsonAsync<Licence>, ct);

    public Task<Answer<LicenceCode>> CodeAsync(string token, CancellationToken ct) =>
        AskAsync(HttpMethod.Post, "api/licence/qr", token, ReadJsonAsync<LicenceCode>, ct);

    public Task<Answer<byte[]>> PortraitAsync(string token, CancellationToken ct) =>
        AskAsync(HttpMethod.Get, "api/licence/portrait", token, static async (content, ct) =>
        {
            await content.LoadIntoBufferAsync(LargestPortrait, ct);
            return await content.ReadAsByteArrayAsync(ct);
        }, ct);

    private async Task<Answer<T>> AskAsync<T>(
        HttpMethod method, string path, string token, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken ct)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(options.Value.Documents!, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode)
                return new Answer<T>(await read(response.Content, ct), null);
            return new Answer<T>(null, await ProblemOfAsync(response, ct));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or JsonException || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Unavailable(logger, problem.GetType().Name);
            return new Answer<T>(null, "documents-unavailable");
        }
    }

    private async Task<string> ProblemOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return "signed-out";
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        var code = problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("code", out var said) ? said.GetString() : null;
        Refused(logger, (int)response.StatusCode, code);
        return code is not null && Problems.Contains(code) ? code : "documents-unavailable";
    }

    private static Task<T?> ReadJsonAsync<T>(HttpContent content, CancellationToken ct) => content.ReadFromJsonAsync<T>(ct);

    [LoggerMessage(LogLevel.Warning, "The documents service cannot be reached: {Kind}.")]
    private static partial void Unavailable(ILogger logger, string kind);

    [LoggerMessage(LogLevel.Information, "The documents service answered {Status} {Code}.")]
    private static partial void Refused(ILogger logger, int status, string? code);
}
