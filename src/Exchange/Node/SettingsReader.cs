using System.Net;
using Cabildo.Exchange.Clients;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Exchange.Node;

/// <summary>Reads the values of settings, and notes of each that cannot be read which one it is and what it must be.</summary>
/// <param name="errors">Takes the notes, a sentence each.</param>
internal sealed class SettingsReader(List<string> errors)
{
    private const int Sha256HexLength = 64;

    public delegate bool Parser<T>(string? text, out T? value)
        where T : class;

    public void Demand(bool met, string setting, string what)
    {
        if (!met)
            errors.Add($"{ExchangeOptions.Section}:{setting} {what}.");
    }

    public T Parse<T>(string text, Parser<T> parser, string setting)
        where T : class
    {
        Demand(parser(text, out var value), setting, $"is '{text}', which is not an identifier of the kind it must be");
        return value!;
    }

    public List<T> ParseAll<T>(IEnumerable<string> texts, Parser<T> parser, string setting)
        where T : class =>
        [.. texts.Select((text, i) => Parse(text, parser, $"{setting}:{i}")).Where(value => value is not null)];

    public IPEndPoint Endpoint(string text, string scheme, string setting)
    {
        var address = IPAddress.None;
        var read = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme == scheme
            && IPAddress.TryParse(url.DnsSafeHost, out address);
        Demand(read, setting, $"is '{text}', and must be {scheme}://address:port with a numeric address");
        return new IPEndPoint(address ?? IPAddress.None, url is { Port: >= 0 } ? url.Port : 0);
    }

    /// <summary>SHA-256 fingerprints, which are then compared without regard to case.</summary>
    public IReadOnlySet<string> Fingerprints(IEnumerable<string> certificates, string setting)
    {
        var all = certificates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Demand(all.All(one => one.Length == Sha256HexLength && one.All(char.IsAsciiHexDigit)), setting, "has SHA-256 fingerprints in hexadecimal");
        return all;
    }

    public Client Client(ClientOptions client, string setting) => new(
        Parse<SubsystemId>(client.Id, SubsystemId.TryParse, $"{setting}:Id"),
        client.Connection,
        Fingerprints(client.Certificates, $"{setting}:Certificates"));

    public Uri Url(string text, string setting, bool mayHaveQuery, params string[] schemes)
    {
        var read = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && schemes.Contains(url.Scheme, StringComparer.Ordinal)
            && url is { Fragment: "", UserInfo: "" }
            && (mayHaveQuery || url.Query.Length == 0);
        Demand(read, setting, $"is '{text}', and must be {string.Join(" or ", schemes)}://host:port with {(mayHaveQuery ? "no" : "neither query nor")} user");
        return url ?? new Uri("about:blank");
    }
}
