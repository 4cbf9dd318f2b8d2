using System.Text;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>Reads the elements of a chain forwards, strictly in the order of its schema.</summary>
internal static class HashChainReading
{
    private static readonly XmlLimits Limits = new(1024 * 1024, 8);

    /// <summary>Reads a document whose root is called <paramref name="root"/>.</summary>
    /// <exception cref="HashChainException">It is malformed, too large, or another document.</exception>
    public static T Of<T>(ReadOnlyMemory<byte> xml, string root, Func<XmlReader, T> read)
    {
        try
        {
            using var reader = SafeXml.Open(xml, Limits);
            if (reader.MoveToContent() != XmlNodeType.Element || Name(reader) != root)
                throw new HashChainException($"the document is not a {root}");
            var value = read(reader);
            // What follows the root must be nothing: the reader says so by not failing.
            while (reader.Read())
                SafeXml.Guard(reader, Limits);
            return value;
        }
        catch (XmlException problem)
        {
            throw new HashChainException(problem.Message, problem);
        }
    }

    /// <summary>Runs <paramref name="child"/> on each child element; it must read that element whole, or not move at all.</summary>
    public static void Children(XmlReader reader, Action child)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            SafeXml.Guard(reader, Limits);
            if (reader.NodeType == XmlNodeType.Element)
                child();
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                throw new HashChainException("text stands where an element is expected");
        }
    }

    /// <summary>The name of a chain's own element.</summary>
    public static string Name(XmlReader reader) => reader.NamespaceURI == HashChainText.Space ? reader.LocalName : "";

    /// <summary>The algorithm an element names.</summary>
    public static DigestAlgorithm Algorithm(XmlReader reader)
    {
        if (!DigestAlgorithm.TryFromUri(reader.GetAttribute("Algorithm"), out var algorithm))
            throw new HashChainException("a digest is not accepted: use SHA-256, SHA-384 or SHA-512");
        Children(reader, () => throw new HashChainException("a digest method has parameters"));
        return algorithm;
    }

    /// <summary>The DigestMethod, Transforms and DigestValue below the element.</summary>
    public static (DigestAlgorithm? Algorithm, IReadOnlyList<Canonicalization> Transforms, byte[]? Value) Digest(XmlReader reader, string uri)
    {
        IReadOnlyList<Canonicalization> transforms = [];
        DigestAlgorithm? algorithm = null;
        byte[]? value = null;
        Children(reader, () =>
        {
            switch (reader.NamespaceURI == XmlNames.Signature ? reader.LocalName : "")
            {
                case "DigestMethod" when algorithm is null && value is null:
                    algorithm = Algorithm(reader);
                    break;
                case "DigestValue" when value is null:
                    value = Base64(reader);
                    break;
                case "Transforms" when transforms.Count == 0 && value is null:
                    transforms = Transforms(reader, uri);
                    break;
                default:
                    throw new HashChainException($"'{reader.Name}' does not belong into a value");
            }
        });
        return (algorithm, transforms, value);
    }

    private static IReadOnlyList<Canonicalization> Transforms(XmlReader reader, string uri)
    {
        var document = new XmlDocument { XmlResolver = null };
        using (var part = reader.ReadSubtree())
            document.Load(part);
        try
        {
            return SignatureReference.ReadTransforms(document.DocumentElement, uri);
        }
        catch (MalformedSignatureException problem)
        {
            throw new HashChainException(problem.Message, problem);
        }
    }

    private static byte[] Base64(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return [];
        var text = new StringBuilder();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Element)
                throw new HashChainException("a digest has elements in it");
            if (reader.NodeType is not (XmlNodeType.Comment or XmlNodeType.ProcessingInstruction))
                text.Append(reader.Value);
        }

        var bytes = new byte[text.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(text.ToString(), bytes, out var length)
            ? bytes[..length]
            : throw new HashChainException("a digest is not base64");
    }
}

/// <summary>A chain cannot be read; the message says why.</summary>
internal sealed class HashChainException : Exception
{
    public HashChainException()
    {
    }

    public HashChainException(string message)
        : base(message)
    {
    }

    public HashChainException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
