using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Cabildo.Trust.Xml;

/// <summary>
/// A canonical form of XML: inclusive Canonical XML 1.0 (W3C REC-xml-c14n-20010315) or exclusive (REC-xml-exc-c14n-20020718),
/// both without comments, through the framework's canonicaliser.
/// </summary>
public sealed class Canonicalization
{
    /// <summary>Name of inclusive Canonical XML 1.0.</summary>
    public const string InclusiveUri = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// <summary>Name of Exclusive XML Canonicalization 1.0.</summary>
    public const string ExclusiveUri = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>Inclusive Canonical XML 1.0: what a node-set becomes where no transform says otherwise (XML Signature §4.4.3.2).</summary>
    public static readonly Canonicalization Inclusive = new(isExclusive: false, prefixes: null);

    private readonly bool _isExclusive;
    private readonly string? _prefixes;

    private Canonicalization(bool isExclusive, string? prefixes) => (_isExclusive, _prefixes) = (isExclusive, prefixes);

    /// <summary>What a <c>CanonicalizationMethod</c> or <c>Transform</c> element names; false for anything else.</summary>
    public static bool TryRead(XmlElement method, [NotNullWhen(true)] out Canonicalization? canonicalization)
    {
        canonicalization = method.GetAttribute("Algorithm") switch
        {
            InclusiveUri => Inclusive,
            ExclusiveUri => new Canonicalization(isExclusive: true, PrefixList(method)),
            _ => null,
        };
        return canonicalization is not null;
    }

    /// <summary>The canonical bytes of an element where it stands, with the name spaces it inherits.</summary>
    public byte[] Apply(XmlElement element)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)alone.AppendChild(alone.ImportNode(element, deep: true))!;
        Inherit(element, copy);
        return Apply(alone);
    }

    /// <summary>The canonical bytes of a document.</summary>
    /// <exception cref="XmlException">It is malformed, has a document type, or is beyond the limits.</exception>
    public byte[] Apply(ReadOnlyMemory<byte> document, XmlLimits limits) => Apply(SafeXml.Load(document, limits));

    private byte[] Apply(XmlDocument document)
    {
        Transform transform = _isExclusive ? new XmlDsigExcC14NTransform(includeComments: false, _prefixes) : new XmlDsigC14NTransform();
        transform.LoadInput(document);
        using var canonical = (MemoryStream)transform.GetOutput(typeof(Stream));
        return canonical.ToArray();
    }

    // Canonical XML 1.0 §2.4: an apex takes over the name spaces and the xml: attributes of its ancestors, the nearest first.
    private void Inherit(XmlElement element, XmlElement copy)
    {
        for (var ancestor = element.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                var isNamespace = attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/";
                var isXml = attribute.Prefix == "xml" && !_isExclusive;
                if ((isNamespace || isXml) && !copy.HasAttribute(attribute.LocalName, attribute.NamespaceURI))
                    copy.SetAttributeNode((XmlAttribute)copy.OwnerDocument.ImportNode(attribute, deep: true));
            }
        }
    }

    private static string? PrefixList(XmlElement method) =>
        method.ChildNodes.OfType<XmlElement>()
            .FirstOrDefault(child => child.LocalName == "InclusiveNamespaces" && child.NamespaceURI == ExclusiveUri)
            ?.GetAttribute("PrefixList");
}
