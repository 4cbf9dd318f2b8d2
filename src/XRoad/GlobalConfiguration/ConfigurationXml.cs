using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// Walks a file of the configuration forwards, element by element, and says the line of whatever is wrong. Elements that this
/// version does not know are skipped and counted: newer centres add some.
/// </summary>
internal sealed class ConfigurationXml : IDisposable
{
    public const string Namespace = "http://x-road.eu/xsd/xroad.xsd";
    public const string Identifiers = "http://x-road.eu/xsd/identifiers";
    private readonly XmlReader _reader;
    private readonly XmlLimits _limits;
    private bool _ended;

    private ConfigurationXml(XmlReader reader, XmlLimits limits) => (_reader, _limits) = (reader, limits);

    /// <summary>Elements skipped so far.</summary>
    public int UnknownElements { get; private set; }

    /// <summary>The line the walk is at.</summary>
    public int Line => ((IXmlLineInfo)_reader).LineNumber;

    /// <summary>Reads a whole file whose root element is <paramref name="root"/>.</summary>
    /// <exception cref="MalformedConfigurationException">It is malformed.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> xml, XmlLimits limits, string root, Func<ConfigurationXml, T> read)
    {
        using var file = new ConfigurationXml(SafeXml.Open(xml, limits), limits);
        try
        {
            SafeXml.MoveToRoot(file._reader);
            if (file._reader.NamespaceURI != Namespace || file._reader.LocalName != root)
                throw file.Malformed($"The root element is not {root} of {Namespace}.");
            var value = read(file);
            file._ended = true;
            while (!file._reader.EOF)
                file.Next();
            return value;
        }
        catch (XmlException problem)
        {
            throw new MalformedConfigurationException(Sentence(problem), Math.Max(1, Math.Max(problem.LineNumber, file.Line)), problem);
        }
    }

    /// <summary>
    /// Hands each child of the current element to <paramref name="read"/> by its local name. It reads the child to its end and
    /// says true, or leaves it and says false.
    /// </summary>
    public void Children(Func<string, bool> read, string @namespace = "")
    {
        if (_reader.IsEmptyElement)
        {
            Leave();
            return;
        }

        Next();
        while (_reader.NodeType != XmlNodeType.EndElement)
        {
            if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                throw Malformed("There is text between elements.");
            if (_reader.NodeType != XmlNodeType.Element)
                Next();
            else if (_reader.NamespaceURI != @namespace || !read(_reader.LocalName))
                SkipUnknown();
        }

        Leave();
    }

    /// <summary>Passes an element that is known and of no use here.</summary>
    public bool Skip()
    {
        var depth = _reader.Depth;
        if (_reader.IsEmptyElement)
            return Next();
        do
            Next();
        while (_reader.Depth > depth);
        return Next();
    }

    /// <summary>The value of an attribute of the current element.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name);

    public bool Text(ref string? field) => Once(ref field, Text());

    public string Text()
    {
        var text = _reader.ReadElementContentAsString();
        SafeXml.Guard(_reader, _limits);
        return text;
    }

    /// <summary>Sets what may come once.</summary>
    public bool Once<T>(ref T? field, T value)
        where T : class
    {
        if (field is not null)
            throw Malformed("An element that may come once comes twice.");
        field = value;
        return true;
    }

    /// <inheritdoc cref="Once{T}(ref T, T)"/>
    public bool Once<T>(ref T? field, T value)
        where T : struct
    {
        if (field is not null)
            throw Malformed("An element that may come once comes twice.");
        field = value;
        return true;
    }

    /// <summary>Sets what may come once; a word that is not known sets nothing.</summary>
    public bool OnceOrNothing<T>(ref T? field, T? value)
        where T : struct
    {
        if (value is { } known)
            Once(ref field, known);
        return true;
    }

    public static bool Add<T>(List<T> list, T value)
    {
        list.Add(value);
        return true;
    }

    public T Require<T>(T? value, string element)
        where T : class => value ?? throw Malformed($"The element {element} is missing before here.");

    /// <summary>Counts something that is there and says nothing to this version.</summary>
    public bool Ignore()
    {
        UnknownElements++;
        return true;
    }

    public MalformedConfigurationException Malformed(string message) => new(message, Line);

    public void Dispose() => _reader.Dispose();

    // The framework's sentence ends with the line and the position, which are said before it, or tells developers what to set.
    private static string Sentence(XmlException problem) => problem.Message switch
    {
        var message when message.Contains("DTD", StringComparison.Ordinal) => "A document type is not allowed.",
        var message when message.LastIndexOf(" Line ", StringComparison.Ordinal) is > 0 and var place => message[..place],
        var message => message,
    };

    private void SkipUnknown()
    {
        UnknownElements++;
        Skip();
    }

    // Past an end tag there may be nothing: the root's is the last of a file.
    private void Leave()
    {
        _ended = _reader.Depth == 0;
        Next();
    }

    private bool Next()
    {
        var more = _reader.Read();
        SafeXml.Guard(_reader, _limits);
        if (!more && !_ended)
            throw Malformed("The file ends before its last element.");
        return true;
    }
}
