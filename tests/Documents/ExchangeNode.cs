using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Cabildo.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Documents.Tests;

/// <summary>
/// The outside edge: an HTTP server that answers as the organisation's exchange node with a transport register behind it. It can be told
/// to fail in the ways that those do.
/// </summary>
internal sealed class ExchangeNode : IAsyncDisposable
{
    public const string LicenceService = "RP/GOV/transport/licences/licence";
    public const string ChangesService = "RP/GOV/transport/licences/changes";

    private readonly ConcurrentDictionary<string, JsonObject> _licences = new(StringComparer.Ordinal);
    private readonly List<(long Sequence, string Number, string Status)> _changes = [];
    private TestHost? _host;

    private ExchangeNode()
    {
    }

    public Uri Address => _host!.Address;

    /// <summary>The headers of the last request.</summary>
    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    /// <summary>Answers in place of the register when set; for licences and for changes.</summary>
    public Func<HttpContext, Task>? Failure { get; set; }

    /// <summary>What happens between the register's reading a licence and its answer's arrival; once.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public byte[]? SmallPortrait { get; set; } = [.. "RIFF"u8, .. new byte[196]];

    public byte[]? Portrait { get; set; } = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    public static async Task<ExchangeNode> StartAsync()
    {
        var node = new ExchangeNode();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Use((context, next) => node.AnswerAsync(context, next));
        app.MapGet($"/r1/{LicenceService}/{{number}}", node.GetLicence);
        app.MapGet($"/r1/{LicenceService}/{{number}}/portrait", (string number) => node.GetPicture(number, node.Portrait, "image/jpeg"));
        app.MapGet($"/r1/{LicenceService}/{{number}}/portrait-small", (string number) => node.GetPicture(number, node.SmallPortrait, "image/webp"));
        app.MapGet($"/r1/{ChangesService}", node.GetChanges);
        node._host = await TestHost.StartAsync(app);
        return node;
    }

    /// <summary>Adds a licence and says which it is.</summary>
    public JsonObject Add(string number, Action<JsonObject>? change = null)
    {
        var licence = JsonNode.Parse("""
            {
              "number": "", "familyNames": "Giménez", "givenNames": "María Inés", "birthDate": "1985-04-12", "address": "Calle 1",
              "classes": [{ "code": "B1", "from": "2019-05-02", "to": "2039-05-02" }], "restrictions": ["lenses"],
              "issueDate": "2024-05-02", "expiryDate": "2039-05-02", "issuingAuthority": "Municipalidad de Río Claro",
              "bloodGroup": "0+", "donor": true, "status": "valid", "statusSince": "2024-05-02T10:00:00Z", "statusReason": null,
              "updatedAt": "2026-11-01T12:00:00Z", "version": 3
            }
            """)!.AsObject();
        licence["number"] = number;
        change?.Invoke(licence);
        _licences[number] = licence;
        return licence;
    }

    /// <summary>What a clerk of the register does.</summary>
    public void SetStatus(string number, string status, bool tellTheFeed = true)
    {
        _licences[number]["status"] = status;
        if (!tellTheFeed) return;
        lock (_changes) _changes.Add((_changes.Count + 1, number, status));
    }

    /// <summary>Changes of licences that nobody here has asked for.</summary>
    public void AddOtherChanges(int count)
    {
        lock (_changes)
            for (var i = 0; i < count; i++) _changes.Add((_changes.Count + 1, string.Create(CultureInfo.InvariantCulture, $"9{i:0000000}"), "suspended"));
    }

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    private Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        LastHeaders = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return Failure is { } failure ? failure(context) : next(context);
    }

    private async Task<IResult> GetLicence(string number)
    {
        if (!_licences.TryGetValue(number, out var licence))
            return Results.Problem(statusCode: 404, extensions: new Dictionary<string, object?> { ["code"] = "no-licence" });

        var answer = licence.ToJsonString();
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        return Results.Text(answer, "application/json");
    }

    private IResult GetPicture(string number, byte[]? picture, string mediaType) =>
        picture is not null && _licences.ContainsKey(number) ? Results.Bytes(picture, mediaType) : Results.NotFound();

    private IResult GetChanges(long after, int limit)
    {
        lock (_changes)
        {
            var page = _changes.Where(change => change.Sequence > after).Take(limit).ToList();
            return Results.Json(new
            {
                changes = page.Select(change => new { sequence = change.Sequence, number = change.Number, status = change.Status, expiryDate = "2030-01-01", at = "2026-11-22T12:00:00Z" }),
                next = page.Count is 0 ? after : page[^1].Sequence,
            });
        }
    }
}
