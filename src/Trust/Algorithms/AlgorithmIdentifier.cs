using System.Formats.Asn1;

namespace Cabildo.Trust.Algorithms;

/// <summary>
/// AlgorithmIdentifier as certificates, OCSP and CMS carry it (RFC 5280 §4.1.1.2): an object identifier and parameters
/// whose form depends on it. Reading throws <see cref="AsnContentException"/> for what is not that.
/// </summary>
internal static class AlgorithmIdentifier
{
    /// <summary>id-sha1: in identifiers of certificates only, never under a signature.</summary>
    public const string Sha1 = "1.3.14.3.2.26";

    /// <summary>rsaEncryption: CMS names the key's kind alone and takes the digest from elsewhere (RFC 3370 §3.2).</summary>
    public const string RsaKey = "1.2.840.113549.1.1.1";

    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string Mgf1 = "1.2.840.113549.1.1.8";
    private const int DefaultSaltLength = 20;

    private static readonly (string Oid, DigestAlgorithm Digest)[] Digests =
    [
        ("2.16.840.1.101.3.4.2.1", DigestAlgorithm.Sha256),
        ("2.16.840.1.101.3.4.2.2", DigestAlgorithm.Sha384),
        ("2.16.840.1.101.3.4.2.3", DigestAlgorithm.Sha512),
    ];

    private static readonly (string Oid, SignatureAlgorithm Algorithm)[] Signatures =
    [
        ("1.2.840.10045.4.3.2", SignatureAlgorithm.Of(SignatureScheme.Ecdsa, DigestAlgorithm.Sha256)),
        ("1.2.840.10045.4.3.3", SignatureAlgorithm.Of(SignatureScheme.Ecdsa, DigestAlgorithm.Sha384)),
        ("1.2.840.10045.4.3.4", SignatureAlgorithm.Of(SignatureScheme.Ecdsa, DigestAlgorithm.Sha512)),
        ("1.2.840.113549.1.1.11", SignatureAlgorithm.Of(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha256)),
        ("1.2.840.113549.1.1.12", SignatureAlgorithm.Of(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha384)),
        ("1.2.840.113549.1.1.13", SignatureAlgorithm.Of(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha512)),
    ];

    /// <summary>The object identifier of a digest.</summary>
    public static string OidOf(DigestAlgorithm digest) => Array.Find(Digests, known => known.Digest == digest).Oid;

    /// <summary>The digest with this object identifier; null for an unknown or weak one.</summary>
    public static DigestAlgorithm? DigestOf(string oid) => Array.Find(Digests, known => known.Oid == oid).Digest;

    /// <summary>Reads the identifier of a hash function, whose parameters are NULL or absent (RFC 5754 §2).</summary>
    public static string ReadHash(AsnReader reader)
    {
        var identifier = reader.ReadSequence();
        var oid = identifier.ReadObjectIdentifier();
        ReadNothing(identifier);
        return oid;
    }

    /// <summary>Reads the identifier of a signature algorithm: its object identifier, and the algorithm unless it is unknown or weak.</summary>
    public static (string Oid, SignatureAlgorithm? Algorithm) ReadSignature(AsnReader reader)
    {
        var identifier = reader.ReadSequence();
        var oid = identifier.ReadObjectIdentifier();
        if (oid == RsaPss)
            return (oid, ReadPss(identifier));

        var known = Array.Find(Signatures, known => known.Oid == oid).Algorithm;
        // RFC 5758 §3.2: ECDSA has no parameters. RFC 4055 §5: those of RSA are NULL, and absent ones are accepted.
        if (known?.Scheme is SignatureScheme.Ecdsa)
            identifier.ThrowIfNotEmpty();
        else if (known is not null || oid == RsaKey)
            ReadNothing(identifier);
        return (oid, known);
    }

    /// <summary>Writes a hash function's identifier with NULL parameters: so does X-Road, and it compares the bytes.</summary>
    public static void WriteHash(AsnWriter writer, string oid)
    {
        using var identifier = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        writer.WriteNull();
    }

    /// <summary>Writes a signature algorithm's identifier.</summary>
    public static void WriteSignature(AsnWriter writer, SignatureAlgorithm algorithm)
    {
        using var identifier = writer.PushSequence();
        if (algorithm.Scheme is SignatureScheme.RsaPss)
        {
            WritePss(writer, algorithm.Digest);
            return;
        }

        writer.WriteObjectIdentifier(Array.Find(Signatures, known => known.Algorithm == algorithm).Oid);
        if (algorithm.Scheme is SignatureScheme.RsaPkcs1)
            writer.WriteNull();
    }

    private static void ReadNothing(AsnReader identifier)
    {
        if (identifier.HasData)
            identifier.ReadNull();
        identifier.ThrowIfNotEmpty();
    }

    // RFC 4055 §3.1. The framework's PSS has one hash, MGF1 of that hash, and a salt as long as the hash: nothing else is accepted.
    private static SignatureAlgorithm? ReadPss(AsnReader identifier)
    {
        var parameters = identifier.ReadSequence();
        identifier.ThrowIfNotEmpty();
        var hash = Tagged(parameters, 0) is { } first ? ReadHash(first) : Sha1;
        var mask = Tagged(parameters, 1) is { } second ? ReadMask(second) : Sha1;
        var salt = DefaultSaltLength;
        if (Tagged(parameters, 2) is { } third && !third.TryReadInt32(out salt))
            return null;
        var trailer = 1;
        if (Tagged(parameters, 3) is { } fourth && !fourth.TryReadInt32(out trailer))
            return null;
        parameters.ThrowIfNotEmpty();
        return DigestOf(hash) is { } digest && mask == hash && salt == digest.Size && trailer == 1
            ? SignatureAlgorithm.Of(SignatureScheme.RsaPss, digest)
            : null;
    }

    private static string? ReadMask(AsnReader reader)
    {
        var identifier = reader.ReadSequence();
        return identifier.ReadObjectIdentifier() == Mgf1 ? ReadHash(identifier) : null;
    }

    private static AsnReader? Tagged(AsnReader reader, int number)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, number, isConstructed: true);
        return reader.HasData && reader.PeekTag() == tag ? reader.ReadSequence(tag) : null;
    }

    private static void WritePss(AsnWriter writer, DigestAlgorithm digest)
    {
        writer.WriteObjectIdentifier(RsaPss);
        using var parameters = writer.PushSequence();
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            WriteHash(writer, OidOf(digest));
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Mgf1);
            WriteHash(writer, OidOf(digest));
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            writer.WriteInteger(digest.Size);
    }
}
