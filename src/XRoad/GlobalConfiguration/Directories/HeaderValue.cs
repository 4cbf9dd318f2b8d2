using System.Diagnostics.CodeAnalysis;

namespace Cabildo.XRoad.GlobalConfiguration.Directories;

/// <summary>A header's value and its parameters: <c>value; name=token; name="text"; name='text'</c> (RFC 2045 §5.1; the single quotes are X-Road's).</summary>
internal sealed class HeaderValue
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderValue(string value) => Value = value;

    public string Value { get; }

    public string? this[string parameter] => _parameters.GetValueOrDefault(parameter);

    /// <summary>False if a parameter has no value, comes twice or leaves its quotation open.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HeaderValue? header)
    {
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        header = new HeaderValue((semicolon < 0 ? text : text[..semicolon]).Trim());
        var rest = semicolon < 0 ? [] : text.AsSpan(semicolon + 1);
        while (!rest.IsWhiteSpace())
        {
            if (!header.TryTake(ref rest))
                return false;
        }

        return true;
    }

    private bool TryTake(ref ReadOnlySpan<char> rest)
    {
        var equals = rest.IndexOf('=');
        if (equals <= 0)
            return false;
        var name = rest[..equals].Trim().ToString();
        rest = rest[(equals + 1)..].TrimStart();
        return TryTakeValue(ref rest, out var value) && name.Length > 0 && _parameters.TryAdd(name, value);
    }

    private static bool TryTakeValue(ref ReadOnlySpan<char> rest, out string value)
    {
        value = "";
        var quote = rest.IsEmpty || rest[0] is not ('"' or '\'') ? '\0' : rest[0];
        if (quote != '\0')
            rest = rest[1..];
        var end = rest.IndexOf(quote == '\0' ? ';' : quote);
        if (end < 0 && quote != '\0')
            return false;

        value = (end < 0 ? rest : rest[..end]).ToString();
        rest = end < 0 ? [] : rest[(quote == '\0' ? end : end + 1)..].TrimStart();
        if (quote == '\0')
            value = value.Trim();
        if (rest.IsEmpty)
            return value.Length > 0;
        var goesOn = rest[0] == ';';
        rest = rest[1..];
        return goesOn && value.Length > 0;
    }
}
