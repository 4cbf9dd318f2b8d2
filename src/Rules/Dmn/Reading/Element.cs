using System.Text;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>An element of DMN with its place; elements and attributes of other namespaces are left out.</summary>
internal sealed class Element(string name, SourcePlace place, IReadOnlyDictionary<string, string> attributes)
{
    private readonly List<Element> _children = [];
    private StringBuilder? _text;

    public string Name => name;

    public SourcePlace Place { get; } = place;

    /// <summary>The elements in it.</summary>
    public IReadOnlyList<Element> Children => _children;

    /// <summary>Its text, as written; read once it is whole.</summary>
    public string Text => field ??= _text?.ToString() ?? "";

    /// <summary>Where its text begins.</summary>
    public SourcePlace TextPlace { get; private set; } = place;

    public void Add(Element child) => _children.Add(child);

    public void Append(string text, SourcePlace from)
    {
        if (_text is null)
            (_text, TextPlace) = (new StringBuilder(), from);
        _text.Append(text);
    }

    /// <summary>An attribute; null if it is not there.</summary>
    public string? Attribute(string called) => attributes.GetValueOrDefault(called);

    /// <summary>A name as FEEL has it: white space is one space, and none at the ends.</summary>
    public string? NameAttribute(string called = "name") => Attribute(called) is { } text ? Normalise(text) : null;

    /// <summary>The first element in it of a name; null if there is none.</summary>
    public Element? Child(string called)
    {
        foreach (var child in _children)
        {
            if (child.Name == called)
                return child;
        }

        return null;
    }

    /// <summary>All elements in it of a name.</summary>
    public IEnumerable<Element> All(string called) => _children.Where(child => child.Name == called);

    public static string Normalise(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
