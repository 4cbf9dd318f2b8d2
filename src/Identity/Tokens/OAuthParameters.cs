using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cabildo.Identity.Tokens;

/// <summary>The parameters of an OAuth request. An empty value counts as left out (RFC 6749 §3.1).</summary>
internal sealed class OAuthParameters
{
    public const int LongestValue = 8 * 1024;
    private const int MostParameters = 40;
    private readonly Dictionary<string, StringValues> _values;

    private OAuthParameters(Dictionary<string, StringValues> values) => _values = values;

    public static OAuthParameters From(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        new(values.Take(MostParameters + 1).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    public static OAuthParameters FromQuery(string query) => From(QueryHelpers.ParseQuery(query));

    /// <summary>The first value of a parameter; null where it is left out.</summary>
    public string? this[string name] =>
        _values.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>What is wrong with the request before any meaning: repeated parameters (RFC 6749 §3.1) and sizes. Null where nothing is.</summary>
    public string? Problem()
    {
        if (_values.Count > MostParameters)
            return "The request has too many parameters.";
        foreach (var (name, values) in _values)
        {
            if (values.Count > 1)
                return $"The parameter {Printable(name)} is there more than once.";
            if (name.Length > 100 || values is [{ Length: > LongestValue }])
                return $"The parameter {Printable(name)} is too long.";
        }

        return null;
    }

    public string ToQuery() => QueryHelpers.AddQueryString("", _values).TrimStart('?');

    // error_description allows printable ASCII without " and \ (RFC 6749 §4.1.2.1).
    private static string Printable(string name) =>
        new([.. name.Take(40).Where(c => c is >= ' ' and <= '~' and not '"' and not '\\')]);
}
