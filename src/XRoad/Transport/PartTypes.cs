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
    public const string Xop = "application/xop+xml";
    public const string Mixed = "multipart/mixed";
    public const string Related = "multipart/related";

    /// <summary>The part of a content type; null if there is none in such messages.</summary>
    /// <param name="contentType">The content type.</param>
    /// <param name="protocol">What the message holds.</param>
    /// <param name="direction">Which way it goes.</param>
    /// <param name="isBegun">Whether its message part has been there.</param>
    public static TransportPart? PartOf(string? contentType, MessageProtocol protocol, TransportDirection direction, bool isBegun)
    {
        var type = BaseOf(contentType);
        return type switch
        {
            _ when Is(type, Signature) => TransportPart.Signature,
            _ when Is(type, HashChainResult) => TransportPart.HashChainResult,
            _ when Is(type, HashChain) => TransportPart.HashChain,
            _ when Is(type, OcspResponse) => TransportPart.OcspResponse,
            _ when protocol == MessageProtocol.Rest => PartOfRest(type, direction),
            _ => PartOfSoap(type, isBegun),
        };
    }

    /// <summary>Whether a SOAP message may have this content type (sources, <c>SoapUtils</c>).</summary>
    public static bool IsSoap(string? contentType) => BaseOf(contentType) is var type && (Is(type, Xml) || Is(type, Xop));

    public static bool Is(ReadOnlySpan<char> type, string known) => type.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>A content type without its parameters.</summary>
    public static ReadOnlySpan<char> BaseOf(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim();
    }

    private static TransportPart? PartOfRest(ReadOnlySpan<char> type, TransportDirection direction) => type switch
    {
        _ when Is(type, direction == TransportDirection.Request ? RestRequest : RestResponse) => TransportPart.Message,
        _ when Is(type, RestBody) => TransportPart.Body,
        _ when Is(type, Xml) => TransportPart.Fault,
        _ => null,
    };

    // Where the message belongs, XML is the message, which may itself be a fault; elsewhere it is the fault that breaks the message off.
    private static TransportPart? PartOfSoap(ReadOnlySpan<char> type, bool isBegun) => type switch
    {
        _ when Is(type, Xml) => isBegun ? TransportPart.Fault : TransportPart.Message,
        _ when Is(type, Xop) => TransportPart.Message,
        _ when Is(type, Mixed) => TransportPart.Attachments,
        _ => null,
    };
}
