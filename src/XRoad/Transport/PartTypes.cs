namespace Cabildo.XRoad.Transport;

/// <summary>The content types of parts (PR-MESSTRANSP 3.1). They are compared without regard to case, as X-Road's servers do.</summary>
internal static class PartTypes
{
    public const string OcspResponse = "application/ocsp-response";
    public const string RestRequest = "application/x-road-rest-request";
    public const string RestResponse = "application/x-road-rest-response";
    public const string RestBody = "application/x-road-rest-body";
    public const string HashChainResult = "application/hash-chain-result";
    public const string HashChain = "application/hash-chain";
    public const string Signature = "signature/bdoc-1.0/ts";
    public const string Xml = "text/xml";

    /// <summary>The part of a content type; null if there is none in messages of that direction.</summary>
    public static TransportPart? PartOf(string? contentType, TransportDirection direction)
    {
        var type = BaseOf(contentType);
        return type switch
        {
            _ when Is(type, direction == TransportDirection.Request ? RestRequest : RestResponse) => TransportPart.Message,
            _ when Is(type, RestBody) => TransportPart.Body,
            _ when Is(type, Signature) => TransportPart.Signature,
            _ when Is(type, HashChainResult) => TransportPart.HashChainResult,
            _ when Is(type, HashChain) => TransportPart.HashChain,
            _ when Is(type, OcspResponse) => TransportPart.OcspResponse,
            _ when Is(type, Xml) => TransportPart.Fault,
            _ => null,
        };
    }

    /// <summary>A content type without its parameters.</summary>
    public static ReadOnlySpan<char> BaseOf(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim();
    }

    private static bool Is(ReadOnlySpan<char> type, string known) => type.Equals(known, StringComparison.OrdinalIgnoreCase);
}
