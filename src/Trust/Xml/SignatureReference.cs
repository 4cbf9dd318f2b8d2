using System.Security.Cryptography;
using System.Xml;
using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.Xml;

/// <summary>One thing a signature covers (XML Signature §4.4.3).</summary>
/// <param name="Uri">A file of the container, e.g. <c>/message.xml</c>, or <c>#id</c> for a part of the signature's own document.</param>
/// <param name="Type">What it is, if the signature says.</param>
/// <param name="Digest">What its bytes are hashed with.</param>
/// <param name="Value">The digest.</param>
/// <param name="Transforms">Canonical forms its bytes are brought to first; empty for bytes as they are.</param>
public sealed record SignatureReference(
    string Uri, string? Type, DigestAlgorithm Digest, ReadOnlyMemory<byte> Value, IReadOnlyList<Canonicalization> Transforms)
{
    private const int MostTransforms = 4;

    /// <summary>Whether it points into the signature's own document.</summary>
    public bool IsLocal => Uri.StartsWith('#');

    /// <summary>Whether it covers the XAdES signed properties.</summary>
    public bool IsSignedProperties => Type == XmlNames.SignedPropertiesType;

    /// <summary>Whether a digest is the one that was signed.</summary>
    public bool Matches(ReadOnlySpan<byte> digest) => CryptographicOperations.FixedTimeEquals(digest, Value.Span);

    internal static SignatureReference Read(XmlElement reference)
    {
        // XML Signature §4.4.3: without URI the receiver would have to guess what was signed.
        if (!reference.HasAttribute("URI"))
            throw new MalformedSignatureException("A reference of the signature does not say what it refers to (URI is missing).");

        var uri = reference.GetAttribute("URI");
        if (!DigestAlgorithm.TryFromUri(reference.Required("DigestMethod").GetAttribute("Algorithm"), out var digest))
            throw new MalformedSignatureException($"The reference to '{uri}' uses a digest that is not accepted: use SHA-256, SHA-384 or SHA-512.");

        var value = reference.Required("DigestValue").Base64();
        if (value.Length != digest.Size)
            throw new MalformedSignatureException($"The digest of '{uri}' has {value.Length} bytes where {digest} has {digest.Size}.");
        var type = reference.HasAttribute("Type") ? reference.GetAttribute("Type") : null;
        return new SignatureReference(uri, type, digest, value, ReadTransforms(reference.Child("Transforms"), uri));
    }

    /// <summary>The canonical forms a <c>Transforms</c> element asks for.</summary>
    /// <exception cref="MalformedSignatureException">Another transform is among them: those could show the checker other data than the person.</exception>
    public static IReadOnlyList<Canonicalization> ReadTransforms(XmlElement? transforms, string uri)
    {
        if (transforms is null)
            return [];

        var forms = new List<Canonicalization>();
        foreach (var transform in transforms.Elements())
        {
            if (forms.Count == MostTransforms || !Canonicalization.TryRead(transform, out var form))
                throw new MalformedSignatureException($"The reference to '{uri}' asks for a transform that is not accepted: '{transform.GetAttribute("Algorithm")}'.");
            forms.Add(form);
        }

        return forms;
    }
}
