namespace Cabildo.XRoad.Metaservices;

/// <summary>The parameters of a query (HTML's <c>application/x-www-form-urlencoded</c>).</summary>
internal static class QueryParameters
{
    /// <summary>The last value of a parameter, decoded; null if there is none or it is blank.</summary>
    /// <param name="query">The query, with or without the question mark.</param>
    /// <param name="name">The name.</param>
    /// <param name="comparison">How names are compared.</param>
    public static string? Find(string? query, string name, StringComparison comparison = StringComparison.Ordinal)
    {
        string? found = null;
        foreach (var parameter in (query ?? "").TrimStart('?').Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && Decode(parameter[..equals]).Equals(name, comparison))
                found = Decode(parameter[(equals + 1)..]);
        }

        return string.IsNullOrWhiteSpace(found) ? null : found;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
