using System.Formats.Asn1;

namespace Cabildo.Trust.Timestamps;

/// <summary>The object identifiers of timestamps and of the CMS around them, and the one way to read either.</summary>
internal static class TimestampDer
{
    /// <summary>id-signedData (RFC 5652 §5.1).</summary>
    public const string SignedData = "1.2.840.113549.1.7.2";

    /// <summary>id-ct-TSTInfo (RFC 3161 §2.4.2).</summary>
    public const string TstInfo = "1.2.840.113549.1.9.16.1.4";

    /// <summary>id-contentType (RFC 5652 §11.1).</summary>
    public const string ContentType = "1.2.840.113549.1.9.3";

    /// <summary>id-messageDigest (RFC 5652 §11.2).</summary>
    public const string MessageDigest = "1.2.840.113549.1.9.4";

    /// <summary>id-aa-signingCertificate, by SHA-1 (RFC 2634 §5.4).</summary>
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";

    /// <summary>id-aa-signingCertificateV2 (RFC 5035 §3).</summary>
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    public static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    public static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Reads one value that fills the bytes; whatever is wrong with it becomes the one exception.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> der, int limit, string what, AsnEncodingRules rules, Func<AsnReader, T> read)
    {
        if (der.Length > limit)
            throw new MalformedTimestampException($"The {what} has {der.Length:N0} bytes; at most {limit:N0} are read.");
        try
        {
            var reader = new AsnReader(der, rules);
            var value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (AsnContentException malformed)
        {
            throw new MalformedTimestampException($"The {what} is not of the form RFC 3161 gives it.", malformed);
        }
    }

    public static bool IsNext(AsnReader reader, Asn1Tag tag) =>
        reader.HasData && reader.PeekTag() is var next && next.TagClass == tag.TagClass && next.TagValue == tag.TagValue;
}
