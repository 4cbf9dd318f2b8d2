namespace Cabildo.XRoad.Messages.Soap;

/// <summary>The header SOAPAction of HTTP (SOAP 1.1 §6.1.1), which goes with a message to the service.</summary>
public static class SoapAction
{
    private const int MaxLength = 2_000;

    /// <summary>Whether a server passes it on: none, empty, or a URI reference in quotation marks (sources, <c>MessageProcessorBase</c>). Else the fault is <see cref="Faults.FaultCodes.InvalidSoapAction"/>.</summary>
    /// <param name="value">The header's value; null if there is none.</param>
    public static bool IsAllowed(string? value) => value switch
    {
        null or "" or "\"\"" => true,
        { Length: > 2 and <= MaxLength } when value[0] == '"' && value[^1] == '"' => IsReference(value[1..^1]),
        _ => false,
    };

    // RFC 3986 §4.1, as far as it could harm: no white space, no control characters, no quotation marks, percent signs that encode.
    private static bool IsReference(string text) =>
        text.All(c => c is > ' ' and < '\x7F' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}'))
        && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);
}
