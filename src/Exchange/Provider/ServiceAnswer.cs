using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Provider;

/// <summary>What the service answers, as far as the client may see it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">The reason phrase.</param>
/// <param name="Headers">The headers, each as often as it came.</param>
/// <param name="Body">The body; empty if there is none.</param>
internal sealed record ServiceAnswer(int Status, string Reason, IEnumerable<HeaderField> Headers, Stream Body)
{
    // A document is read whole to be reduced to its allowed members.
    private const int MostReduced = 16 * 1024 * 1024;

    // What these say of the whole body is not true of a part of it.
    private static readonly string[] AboutTheWhole = ["etag", "last-modified", "digest", "content-digest", "repr-digest", "content-md5", "accept-ranges", "content-range"];

    /// <summary>Reads an answer's head; and its body if only a part of that may be seen.</summary>
    /// <param name="answer">The service's.</param>
    /// <param name="fields">What may be seen; null for everything.</param>
    /// <param name="maxBodyBytes">The longest body.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<(ServiceAnswer? Answer, Problem? Problem)> ReadAsync(HttpResponseMessage answer, AllowedFields? fields, long maxBodyBytes, CancellationToken ct)
    {
        var body = new BoundedBody(await answer.Content.ReadAsStreamAsync(ct), Math.Min(maxBodyBytes, fields is null ? long.MaxValue : MostReduced));
        var whole = new ServiceAnswer((int)answer.StatusCode, answer.ReasonPhrase ?? string.Empty, ServiceConnections.HeadersOf(answer), body);
        return fields is null ? (whole, null) : await whole.ReduceAsync(fields, answer.Content.Headers, ct);
    }

    /// <summary>What a client is answered that asks more than it may (RFC 6585 §4). It is an answer as the service's own, so that every consumer's server passes it on.</summary>
    public static ServiceAnswer TooManyRequests(TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var problem = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["type"] = "about:blank",
            ["title"] = "Too Many Requests",
            ["status"] = 429,
            ["detail"] = $"Your limit for this service is reached. Ask again in {seconds} s.",
        });
        return new ServiceAnswer(429, "Too Many Requests", [new("content-type", "application/problem+json"), new("retry-after", seconds)], new MemoryStream(problem));
    }

    private async Task<(ServiceAnswer? Answer, Problem? Problem)> ReduceAsync(AllowedFields fields, HttpContentHeaders about, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await Body.CopyToAsync(bytes, ct);
        var headers = Headers.Where(header => !AboutTheWhole.Contains(header.Name, StringComparer.OrdinalIgnoreCase));
        if (bytes.Length == 0)
            return (this with { Headers = headers, Body = Stream.Null }, null);
        // Problems are about the request, not about the person asked for.
        var type = about.ContentType?.MediaType;
        if (Status >= 400 && type == "application/problem+json")
            return (this with { Headers = headers, Body = new MemoryStream(bytes.GetBuffer(), 0, (int)bytes.Length) }, null);
        if (about.ContentEncoding.Count > 0 || type is null || !(type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal)))
            return (null, NotReducible("it is not plain JSON"));

        var reduced = new ArrayBufferWriter<byte>((int)bytes.Length);
        try
        {
            await using var writer = new Utf8JsonWriter(reduced, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            fields.Copy(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), writer);
        }
        catch (JsonException)
        {
            return (null, NotReducible("it is not JSON, whatever its type says"));
        }

        return (this with { Headers = headers, Body = new MemoryStream(reduced.WrittenSpan.ToArray()) }, null);
    }

    private static Problem NotReducible(string why) => new(
        $"{FaultCodes.ServiceFailed}.{FaultCodes.InvalidMessage}", $"The client may see only some fields of the answer, and these cannot be told from the others: {why}.");
}
