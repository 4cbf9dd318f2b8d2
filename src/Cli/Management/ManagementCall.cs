using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cabildo.Cli.Management;

/// <summary>A call to a node that runs, by an operator whose key is in a file or in the environment: on the command line every user of the machine could read it.</summary>
internal sealed class ManagementCall : IDisposable
{
    private readonly HttpClient _http;

    private ManagementCall(Uri node, string key, PinnedCertificate? certificate)
    {
        _http = new HttpClient(Handler(certificate)) { BaseAddress = node };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Runs a verb that calls.</summary>
    /// <returns>0, or 1 after a sentence.</returns>
    public static async Task<int> RunAsync(Command verb, ParseResult arguments, CallOptions to, Func<ManagementCall, CancellationToken, Task> run, CancellationToken ct)
    {
        var name = $"cabildo exchange {verb.Parents.OfType<Command>().First().Name} {verb.Name}";
        try
        {
            var (node, key, certificate) = to.Read(arguments);
            using var call = new ManagementCall(node, key, certificate);
            await run(call, ct);
            return 0;
        }
        catch (HttpRequestException problem)
        {
            await Console.Error.WriteLineAsync($"{name}: {to.Explain(arguments, problem)}");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{name}: {problem.Message}");
        }

        return 1;
    }

    /// <summary>Prints everything of a kind, a line each.</summary>
    public async Task ListAsync(string kind, Func<JsonNode, string> describe, CancellationToken ct)
    {
        using var answer = await _http.GetAsync($"/{kind}", ct);
        foreach (var item in (await ReadAsync(answer, ct))!["items"]!.AsArray())
            Console.WriteLine(describe(item!));
    }

    /// <summary>Adds something; there must be none.</summary>
    public async Task<JsonNode?> AddAsync(HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var answer = await _http.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: Written) }, ct);
        return await ReadAsync(answer, ct);
    }

    /// <summary>Changes something that a call added: what <paramref name="change"/> leaves alone stays.</summary>
    public async Task ChangeAsync(string path, Action<JsonObject> change, CancellationToken ct)
    {
        using var before = await _http.GetAsync(path, ct);
        var value = (await ReadAsync(before, ct))!["value"]!.AsObject();
        change(value);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(value) };
        if (before.Headers.ETag is { } seen)
            request.Headers.IfMatch.Add(seen);
        using var answer = await _http.SendAsync(request, ct);
        await ReadAsync(answer, ct);
    }

    /// <summary>Removes something that a call added.</summary>
    public async Task RemoveAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.DeleteAsync(path, ct);
        await ReadAsync(answer, ct);
    }

    public void Dispose() => _http.Dispose();

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
            return text.Length == 0 ? null : JsonNode.Parse(text);
        try
        {
            throw new InvalidDataException((string?)JsonNode.Parse(text)?["detail"] ?? $"The node answers {(int)answer.StatusCode}.");
        }
        catch (JsonException notAProblem)
        {
            throw new InvalidDataException($"The node answers {(int)answer.StatusCode}. Is this its ManagementUrl?", notAProblem);
        }
    }

    private static SocketsHttpHandler Handler(PinnedCertificate? certificate)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        if (certificate is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Is(shown);
        return handler;
    }
}
