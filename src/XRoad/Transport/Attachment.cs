namespace Cabildo.XRoad.Transport;

/// <summary>An attachment of a SOAP message.</summary>
/// <param name="Headers">Its MIME headers. A transfer encoding is part of the attachment: content is passed on, hashed and signed as it stands, undecoded (sources, <c>ProxyMessageDecoder</c>).</param>
/// <param name="Content">The content, to be read as it comes, until the next is asked for.</param>
public sealed record Attachment(PartHeaders Headers, Stream Content);
