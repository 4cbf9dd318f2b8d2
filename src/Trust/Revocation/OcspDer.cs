using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Cabildo.Trust.Revocation;

/// <summary>The object identifiers and small structures of OCSP, as DER.</summary>
internal static class OcspDer
{
    /// <summary>id-pkix-ocsp-basic (RFC 6960 §4.2.1).</summary>
    public const string Basic = "1.3.6.1.5.5.7.48.1.1";

    /// <summary>id-pkix-ocsp-nonce (RFC 6960 §4.4.1).</summary>
    public const string Nonce = "1.3.6.1.5.5.7.48.1.2";

    public static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    public static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    public static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    /// <summary>Reads one value that fills the bytes; whatever is wrong with it becomes the one exception.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> der, int limit, string what, Func<AsnReader, T> read)
    {
        if (der.Length > limit)
            throw new MalformedOcspException($"The {what} has {der.Length:N0} bytes; at most {limit:N0} are read.");
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            throw new MalformedOcspException($"The {what} is not DER of the form RFC 6960 gives it.", malformed);
        }
    }

    /// <summary>The content of an explicitly tagged optional field; null if the next field is another.</summary>
    public static AsnReader? Optional(AsnReader reader, Asn1Tag tag) =>
        reader.HasData && reader.PeekTag() == tag ? reader.ReadSequence(tag) : null;

    /// <summary>Version, of which there is one: v1 (RFC 6960 §4.1.1, §4.2.1).</summary>
    public static void ReadVersion(AsnReader reader)
    {
        if (Optional(reader, Tag0) is not { } version)
            return;
        if (!version.TryReadInt32(out var number) || number != 0)
            throw new MalformedOcspException("Only version 1 of OCSP is known.");
        version.ThrowIfNotEmpty();
    }
}
