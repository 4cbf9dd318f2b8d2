using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cabildo.Platform.Refusals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Register;

/// <summary>The transport register, asked through the organisation's own exchange node. Nothing of it is kept.</summary>
internal sealed partial class TransportRegister(HttpClient http, IOptions<DocumentsOptions> options, ILogger<TransportRegister> log)
{
    /// <summary>Most bytes of any answer that are read.</summary>
    public const int LargestAnswer = 1024 * 1024;

    private const string NoLicenceCode = "no-licence";

    private readonly DocumentsOptions _options = options.Value;

    public async Task<Outcome<RegisterLicence>> ReadLicenceAsync(string number, CancellationToken ct)
    {
        var answer = await ReadJsonAsync($"{_options.LicenceService}/{Uri.EscapeDataString(number)}", RegisterJson.Default.RegisterLicence, ct);
        if (!answer.IsRefused(out _, out var licence)) return licence.Number == number ? licence : Unreadable("number");
        return answer;
    }

    /// <summary>The portrait of the card, JPEG.</summary>
    public Task<Outcome<byte[]>> ReadPortraitAsync(string number, CancellationToken ct) =>
        ReadPictureAsync($"{_options.LicenceService}/{Uri.EscapeDataString(number)}/portrait", MediaTypeNames.Image.Jpeg, ct);

    /// <summary>The portrait that fits a code, WebP.</summary>
    public Task<Outcome<byte[]>> ReadSmallPortraitAsync(string number, CancellationToken ct) =>
        ReadPictureAsync($"{_options.LicenceService}/{Uri.EscapeDataString(number)}/portrait-small", MediaTypeNames.Image.Webp, ct);

    public Task<Outcome<RegisterChanges>> ReadChangesAsync(long after, int limit, CancellationToken ct) =>
        ReadJsonAsync(string.Create(CultureInfo.InvariantCulture, $"{_options.ChangesService}?after={after}&limit={limit}"), RegisterJson.Default.RegisterChanges, ct);

    private async Task<Outcome<T>> ReadJsonAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var answer = await AskAsync(path, MediaTypeNames.Application.Json, RegisterRefusals.NoLicence, ct);
        if (answer.IsRefused(out var refusal, out var body)) return refusal;
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value ? value : Unreadable("empty");
        }
        catch (JsonException e)
        {
            // The path names members of the schema only; the message may quote values.
            return Unreadable(e.Path ?? "json");
        }
    }

    private async Task<Outcome<byte[]>> ReadPictureAsync(string path, string mediaType, CancellationToken ct) =>
        await AskAsync(path, mediaType, RegisterRefusals.NoPortrait, ct);

    private async Task<Outcome<byte[]>> AskAsync(string path, string mediaType, Refusal ifMissing, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"r1/{path}");
        request.Headers.Add("X-Road-Client", _options.Client);
        request.Headers.Add("X-Road-Id", Guid.CreateVersion7().ToString());
        request.Headers.Accept.ParseAdd(mediaType);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == mediaType)
                return await response.Content.ReadAsByteArrayAsync(ct);
            return await ExplainAsync(response, ifMissing, ct);
        }
        catch (HttpRequestException e)
        {
            NodeUnreachable(log, e.HttpRequestError.ToString(), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            NodeUnreachable(log, "Timeout", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return RegisterRefusals.Unavailable;
    }

    /// <summary>An error of the exchange carries X-Road-Error; a 404 of the register itself does not.</summary>
    private async Task<Refusal> ExplainAsync(HttpResponseMessage response, Refusal ifMissing, CancellationToken ct)
    {
        if (response.Headers.TryGetValues("X-Road-Error", out var codes))
        {
            ExchangeFailed(log, codes.FirstOrDefault() ?? "", (int)response.StatusCode);
            return RegisterRefusals.Unavailable;
        }

        if (response.StatusCode is HttpStatusCode.NotFound && ifMissing == RegisterRefusals.NoPortrait) return ifMissing;
        if (response.StatusCode is HttpStatusCode.NotFound && await ReadCodeAsync(response, ct) is NoLicenceCode) return RegisterRefusals.NoLicence;
        RegisterFailed(log, (int)response.StatusCode);
        return RegisterRefusals.Unavailable;
    }

    private static async Task<string?> ReadCodeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            return problem.RootElement.GetProperty("code").GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private Refusal Unreadable(string where)
    {
        AnswerUnreadable(log, where);
        return RegisterRefusals.Unavailable;
    }

    [LoggerMessage(LogLevel.Warning, "The exchange node did not answer: {Reason} after {Milliseconds} ms")]
    private static partial void NodeUnreachable(ILogger logger, string reason, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "The exchange refused or failed: {Code}, status {Status}")]
    private static partial void ExchangeFailed(ILogger logger, string code, int status);

    [LoggerMessage(LogLevel.Warning, "The transport register failed with status {Status}")]
    private static partial void RegisterFailed(ILogger logger, int status);

    [LoggerMessage(LogLevel.Warning, "The transport register's answer cannot be read at {Where}")]
    private static partial void AnswerUnreadable(ILogger logger, string where);
}
