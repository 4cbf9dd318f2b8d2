using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Timestamps;

/// <summary>Which certificate a CMS signature says it is by: by issuer and serial number, or by subject key (RFC 5652 §5.3).</summary>
internal sealed class CmsSigner
{
    private static readonly Asn1Tag KeyTag = new(TagClass.ContextSpecific, 0);
    private readonly byte[] _issuer;
    private readonly byte[] _serialOrKey;

    private CmsSigner(byte[] issuer, byte[] serialOrKey) => (_issuer, _serialOrKey) = (issuer, serialOrKey);

    public static CmsSigner Read(AsnReader reader)
    {
        if (TimestampDer.IsNext(reader, KeyTag))
            return new CmsSigner([], reader.ReadOctetString(KeyTag));

        var fields = reader.ReadSequence();
        var issuer = fields.ReadEncodedValue().ToArray();
        var serial = fields.ReadIntegerBytes().ToArray();
        fields.ThrowIfNotEmpty();
        return new CmsSigner(issuer, serial);
    }

    public static void Write(AsnWriter writer, X509Certificate2 certificate)
    {
        using var fields = writer.PushSequence();
        writer.WriteEncodedValue(certificate.IssuerName.RawData);
        writer.WriteInteger(certificate.SerialNumberBytes.Span);
    }

    public bool Is(X509Certificate2 certificate) => _issuer.Length > 0
        ? certificate.SerialNumberBytes.Span.SequenceEqual(_serialOrKey) && certificate.IssuerName.RawData.AsSpan().SequenceEqual(_issuer)
        : certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .Any(identifier => identifier.SubjectKeyIdentifierBytes.Span.SequenceEqual(_serialOrKey));
}
