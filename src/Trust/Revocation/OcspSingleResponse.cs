using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>What a response says about one certificate (RFC 6960 §4.2.1).</summary>
/// <param name="Certificate">Which certificate.</param>
/// <param name="Status">What the responder knows.</param>
/// <param name="ThisUpdate">When that was known to be right.</param>
/// <param name="NextUpdate">By when there will be newer knowledge; null if there always is.</param>
public sealed record OcspSingleResponse(
    OcspCertificateId Certificate, OcspStatus Status, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate)
{
    private static readonly Asn1Tag GoodTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UnknownTag = new(TagClass.ContextSpecific, 2);

    internal static OcspSingleResponse Read(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        var certificate = OcspCertificateId.Read(fields);
        var status = ReadStatus(fields);
        var thisUpdate = fields.ReadGeneralizedTime();
        DateTimeOffset? nextUpdate = null;
        if (OcspDer.Optional(fields, OcspDer.Tag0) is { } next)
        {
            nextUpdate = next.ReadGeneralizedTime();
            next.ThrowIfNotEmpty();
        }

        OcspExtensions.Read(fields, OcspDer.Tag1);
        fields.ThrowIfNotEmpty();
        return new OcspSingleResponse(certificate, status, thisUpdate, nextUpdate);
    }

    internal void Write(AsnWriter writer)
    {
        using var fields = writer.PushSequence();
        writer.WriteEncodedValue(Certificate.Encoded.Span);
        WriteStatus(writer);
        writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
        if (NextUpdate is not { } next)
            return;
        using var tagged = writer.PushSequence(OcspDer.Tag0);
        writer.WriteGeneralizedTime(next, omitFractionalSeconds: true);
    }

    private static OcspStatus ReadStatus(AsnReader fields)
    {
        var tag = fields.PeekTag();
        if (tag == OcspDer.Tag1)
            return ReadRevoked(fields.ReadSequence(tag));
        fields.ReadNull(tag == GoodTag ? GoodTag : UnknownTag);
        return tag == GoodTag ? OcspStatus.Good : OcspStatus.Unknown;
    }

    private static OcspStatus ReadRevoked(AsnReader fields)
    {
        var since = fields.ReadGeneralizedTime();
        X509RevocationReason? reason = null;
        if (OcspDer.Optional(fields, OcspDer.Tag0) is { } why)
        {
            reason = why.ReadEnumeratedValue<X509RevocationReason>();
            why.ThrowIfNotEmpty();
        }

        fields.ThrowIfNotEmpty();
        return reason is null || Enum.IsDefined(reason.Value)
            ? OcspStatus.Revoked(since, reason)
            : throw new MalformedOcspException($"There is no reason {(int)reason} for revocation (RFC 5280 §5.3.1).");
    }

    private void WriteStatus(AsnWriter writer)
    {
        if (Status.Kind is not OcspStatusKind.Revoked)
        {
            writer.WriteNull(Status.Kind is OcspStatusKind.Good ? GoodTag : UnknownTag);
            return;
        }

        using var revoked = writer.PushSequence(OcspDer.Tag1);
        writer.WriteGeneralizedTime(Status.RevokedAt!.Value, omitFractionalSeconds: true);
        if (Status.Reason is not { } reason)
            return;
        using var tagged = writer.PushSequence(OcspDer.Tag0);
        writer.WriteEnumeratedValue(reason);
    }
}
