using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cabildo.Cli.Management;

/// <summary>A call to a node that runs, by an operator whose key is in a file or in the environment: on the command line every user of the machine could read it.</summary>
internal sealed class ManagementCall : IDisposable
{
    public const string KeyVariable = "CABILDO_OPERATOR_KEY";
    private readonly HttpClient _http;

    private ManagementCall(Uri node, string key)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = node };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Where the node is, and the key's file: options of every verb that calls.</summary>
    public static Option<string> NodeOption() => new("--node") { Description = "The node's ManagementUrl.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8081" };

    /// <summary>See <see cref="NodeOption"/>.</summary>
    public static Option<FileInfo?> KeyOption() => new("--key-file") { Description = $"The file with your operator's key; else the variable {KeyVariable}.", HelpName = "FILE" };

    /// <summary>Runs a verb that calls.</summary>
    /// <returns>0, or 1 after a sentence.</returns>
    public static async Task<int> RunAsync(Command verb, ParseResult arguments, Option<string> node, Option<FileInfo?> keyFile, Func<ManagementCall, CancellationToken, Task> run, CancellationToken ct)
    {
        var name = $"cabildo exchange {verb.Parents.OfType<Command>().First().Name} {verb.Name}";
        try
        {
            using var call = new ManagementCall(AddressOf(arguments.GetRequiredValue(node)), KeyOf(arguments.GetValue(keyFile)));
            await run(call, ct);
            return 0;
        }
        catch (HttpRequestException problem)
        {
            await Console.Error.WriteLineAsync($"{name}: {arguments.GetRequiredValue(node)} cannot be called: {problem.Message} Does the node run, with Exchange:ManagementUrl?");
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

    // A key that goes over a network in the clear is everybody's.
    private static Uri AddressOf(string node) =>
        Uri.TryCreate(node, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new InvalidDataException($"'{node}' is not the address of a node: write https://address:port, or http://… where it is on this machine.");

    private static string KeyOf(FileInfo? file)
    {
        var key = file is not null ? File.ReadAllText(file.FullName).Trim() : Environment.GetEnvironmentVariable(KeyVariable)?.Trim();
        return key is { Length: > 0 } && !key.Any(char.IsWhiteSpace)
            ? key
            : throw new InvalidDataException($"There is no operator's key. Name its file by --key-file, or set {KeyVariable}.");
    }
}
