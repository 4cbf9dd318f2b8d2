using System.Formats.Asn1;

namespace Cabildo.Trust.Revocation;

/// <summary>
/// What a responder sent back (RFC 6960 §4.2.1). Parsing believes nothing: <see cref="OcspCheck"/> says what a response is
/// worth. An object may be kept and checked by many threads: signatures that were found right once are not computed again.
/// </summary>
public sealed class OcspResponse
{
    /// <summary>Most bytes of a response that are read.</summary>
    public const int LargestSize = 64 * 1024;

    private OcspResponse(OcspResponseStatus status, OcspBasicResponse? basic, ReadOnlyMemory<byte> encoded) =>
        (Status, Basic, Encoded) = (status, basic, encoded);

    /// <summary>Whether the responder answered, or why it did not. Not signed.</summary>
    public OcspResponseStatus Status { get; }

    /// <summary>The signed answer; not null exactly if <see cref="Status"/> is <see cref="OcspResponseStatus.Successful"/>.</summary>
    public OcspBasicResponse? Basic { get; }

    /// <summary>The response as DER, as it came.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Reads a response: the body of <c>application/ocsp-response</c> (RFC 6960 A.2). The bytes are kept, not copied.</summary>
    /// <exception cref="MalformedOcspException">It is not one, or beyond the limits, or has an unknown critical extension.</exception>
    public static OcspResponse Parse(ReadOnlyMemory<byte> der) =>
        OcspDer.Read(der, LargestSize, "response", reader => Read(reader, der));

    private static OcspResponse Read(AsnReader reader, ReadOnlyMemory<byte> der)
    {
        var fields = reader.ReadSequence();
        var status = fields.ReadEnumeratedValue<OcspResponseStatus>();
        if (!Enum.IsDefined(status))
            throw new MalformedOcspException($"There is no response status {(int)status} (RFC 6960 §4.2.1).");

        var bytes = OcspDer.Optional(fields, OcspDer.Tag0);
        fields.ThrowIfNotEmpty();
        if (bytes is null != status is not OcspResponseStatus.Successful)
            throw new MalformedOcspException("A successful response, and no other, carries an answer (RFC 6960 §4.2.1).");
        return new OcspResponse(status, bytes is null ? null : ReadBytes(bytes), der);
    }

    private static OcspBasicResponse ReadBytes(AsnReader tagged)
    {
        var fields = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        var type = fields.ReadObjectIdentifier();
        if (type != OcspDer.Basic)
            throw new MalformedOcspException($"The response is of type {type}; only the basic one is known (RFC 6960 §4.2.1).");
        if (!fields.TryReadPrimitiveOctetString(out var basic))
            throw new MalformedOcspException("The answer is no octet string.");
        fields.ThrowIfNotEmpty();

        var inner = new AsnReader(basic, AsnEncodingRules.DER);
        var answer = OcspBasicResponse.Read(inner);
        inner.ThrowIfNotEmpty();
        return answer;
    }
}

/// <summary>OCSPResponseStatus (RFC 6960 §4.2.1); the values are those on the wire.</summary>
public enum OcspResponseStatus
{
    /// <summary>There is an answer.</summary>
    Successful = 0,

    /// <summary>The responder could not read the request.</summary>
    MalformedRequest = 1,

    /// <summary>The responder has a fault of its own.</summary>
    InternalError = 2,

    /// <summary>The responder asks to be asked again later.</summary>
    TryLater = 3,

    /// <summary>The responder answers signed requests only.</summary>
    SignatureRequired = 5,

    /// <summary>The responder will not, or cannot, answer this (RFC 5019 §2.2.3).</summary>
    Unauthorized = 6,
}
