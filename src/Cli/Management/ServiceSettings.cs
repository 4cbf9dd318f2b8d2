using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cabildo.Cli.Management;

/// <summary>The options that say what a service is.</summary>
internal sealed class ServiceSettings
{
    private readonly Option<string[]> _urls = Verb.Many("--url", "URL", "Where it is. May come more than once.");
    private readonly Option<string?> _kind = Verb.One("--kind", "KIND", "Rest or Soap.");
    private readonly Option<string?> _timeout = Verb.One("--timeout", "TIME", "How long it may say nothing: hh:mm:ss.");
    private readonly Option<string?> _description = Verb.One("--description-url", "URL", "Where its OpenAPI description or WSDL is.");
    private readonly Option<string[]> _certificates = Verb.Many("--certificate", "SHA256", "A fingerprint of the certificates its HTTPS may show. May come more than once.");
    private readonly Option<string[]> _endpoints = Verb.Many("--endpoint", "ENDPOINT", "An endpoint that listMethods tells of: a method and a path, such as \"GET /*\". It gives no right. May come more than once.");
    private readonly Option<double?> _second = new("--per-second") { Description = "How much each client may ask a second, on average, if its right says nothing else; 0 for no limit.", HelpName = "N" };
    private readonly Option<int?> _burst = new("--burst") { Description = "How many at once within that.", HelpName = "N" };
    private readonly Option<long?> _day = new("--per-day") { Description = "The same a day; 0 for no limit.", HelpName = "N" };

    public IEnumerable<Symbol> Options => [_urls, _kind, _timeout, _description, _certificates, _endpoints, _second, _burst, _day];

    /// <summary>Writes what was named; the rest stays. Of what may come more than once, all that was named takes the place of all that was there.</summary>
    /// <exception cref="InvalidDataException">One of them is not what it must be.</exception>
    public void Write(ParseResult arguments, JsonObject value)
    {
        foreach (var (name, option) in (IEnumerable<(string, Option<string?>)>)[("kind", _kind), ("timeout", _timeout), ("descriptionUrl", _description)])
        {
            if (arguments.GetValue(option) is { } one)
                value[name] = one;
        }

        foreach (var (name, option) in (IEnumerable<(string, Option<string[]>)>)[("urls", _urls), ("certificates", _certificates)])
        {
            if (arguments.GetValue(option) is { Length: > 0 } many)
                value[name] = JsonSerializer.SerializeToNode(many);
        }

        if (arguments.GetValue(_endpoints) is { Length: > 0 } endpoints)
            value["endpoints"] = new JsonArray([.. endpoints.Select(Endpoint)]);
        WriteLimit(arguments, value);
    }

    private void WriteLimit(ParseResult arguments, JsonObject value)
    {
        JsonNode?[] named = [arguments.GetValue(_second), arguments.GetValue(_burst), arguments.GetValue(_day)];
        if (Array.TrueForAll(named, one => one is null))
            return;
        if (value["limit"] is not JsonObject limit)
            value["limit"] = limit = [];
        foreach (var (name, one) in ((string[])["perSecond", "burst", "perDay"]).Zip(named))
        {
            if (one is not null)
                limit[name] = one;
        }
    }

    private static JsonNode Endpoint(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var method, ['/' or '*', ..] path]
        ? new JsonObject { ["method"] = method, ["path"] = path }
        : throw new InvalidDataException($"'{text}' is no endpoint: write a method and a path, such as \"GET /*\".");
}
