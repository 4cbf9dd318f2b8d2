using System.Formats.Asn1;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Timestamps;

/// <summary>MessageImprint: the hash of what is timestamped, and which hash it is (RFC 3161 §2.4.1).</summary>
public sealed class TimestampImprint
{
    private TimestampImprint(string oid, ReadOnlyMemory<byte> hash, ReadOnlyMemory<byte> encoded) =>
        (AlgorithmOid, Hash, Encoded) = (oid, hash, encoded);

    /// <summary>The object identifier of the hash function, known or not.</summary>
    public string AlgorithmOid { get; }

    /// <summary>The hash function; null for an unknown or weak one, SHA-1 among them.</summary>
    public DigestAlgorithm? Algorithm => AlgorithmIdentifier.DigestOf(AlgorithmOid);

    /// <summary>The hash.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    // A token repeats the request's imprint as it came (RFC 3161 §2.4.2).
    internal ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The imprint of a digest that was computed elsewhere.</summary>
    /// <exception cref="ArgumentException">The digest has not the algorithm's length.</exception>
    public static TimestampImprint OfDigest(DigestAlgorithm algorithm, ReadOnlySpan<byte> digest)
    {
        if (digest.Length != algorithm.Size)
            throw new ArgumentException($"A {algorithm} digest has {algorithm.Size} bytes, not {digest.Length}.", nameof(digest));

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            AlgorithmIdentifier.WriteHash(writer, AlgorithmIdentifier.OidOf(algorithm));
            writer.WriteOctetString(digest);
        }

        return new TimestampImprint(AlgorithmIdentifier.OidOf(algorithm), digest.ToArray(), writer.Encode());
    }

    /// <summary>The imprint of data.</summary>
    public static TimestampImprint Of(DigestAlgorithm algorithm, ReadOnlySpan<byte> data) => OfDigest(algorithm, algorithm.Compute(data));

    internal static TimestampImprint Read(AsnReader reader)
    {
        var encoded = reader.PeekEncodedValue();
        var fields = reader.ReadSequence();
        var oid = AlgorithmIdentifier.ReadHash(fields);
        var hash = fields.ReadOctetString();
        fields.ThrowIfNotEmpty();
        return new TimestampImprint(oid, hash, encoded);
    }
}
