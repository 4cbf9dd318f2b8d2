using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Revocation;

/// <summary>Who says it has signed a response: by its name or by the SHA-1 hash of its key (RFC 6960 §4.2.1). A claim, not a proof.</summary>
public sealed class OcspResponderId
{
    private readonly ReadOnlyMemory<byte> _value;

    private OcspResponderId(bool isByKey, ReadOnlyMemory<byte> value) => (IsByKey, _value) = (isByKey, value);

    /// <summary>True for a hash of the key, false for a name.</summary>
    public bool IsByKey { get; }

    /// <summary>The responder's name; null if it is by key.</summary>
    public X500DistinguishedName? Name => IsByKey ? null : new X500DistinguishedName(_value.Span);

    /// <summary>The hash of the responder's key, 20 bytes; null if it is by name.</summary>
    public ReadOnlyMemory<byte>? KeyHash => IsByKey ? _value : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether this certificate has that name or key.</summary>
    public bool Matches(X509Certificate2 certificate) => _value.Span.SequenceEqual(
        IsByKey ? HashOf(certificate) : certificate.SubjectName.RawData);

    internal static OcspResponderId Read(AsnReader reader)
    {
        var isByKey = reader.PeekTag() == OcspDer.Tag2;
        var tagged = reader.ReadSequence(isByKey ? OcspDer.Tag2 : OcspDer.Tag1);
        ReadOnlyMemory<byte> value = isByKey ? tagged.ReadOctetString() : tagged.PeekEncodedValue();
        if (!isByKey)
            tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        return new OcspResponderId(isByKey, value);
    }

    // By key: X-Road takes the first certificate with the name, so that a name fails it when responders are renewed.
    internal static void Write(AsnWriter writer, X509Certificate2 certificate)
    {
        using var tagged = writer.PushSequence(OcspDer.Tag2);
        writer.WriteOctetString(HashOf(certificate));
    }

    // RFC 6960 §4.2.1 fixes SHA-1 for KeyHash; it names a key and proves nothing.
    private static byte[] HashOf(X509Certificate2 certificate) =>
        CryptographicOperations.HashData(HashAlgorithmName.SHA1, certificate.PublicKey.EncodedKeyValue.RawData);
}
