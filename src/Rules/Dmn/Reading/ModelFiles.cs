using System.Xml;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>Reads a model, and those it imports.</summary>
internal sealed class ModelFiles(DmnResolver? resolver, ProblemLog log)
{
    private const int Most = 50;
    private readonly Dictionary<string, ModelFile> _byNamespace = new(StringComparer.Ordinal);

    /// <summary>All that were read; the first is the one that imports the others.</summary>
    public List<ModelFile> All { get; } = [];

    /// <summary>Reads one and its imports; null if it cannot be read at all.</summary>
    public ModelFile? Read(DmnSource source)
    {
        if (Parse(source) is not { } first)
            return null;
        for (var next = 0; next < All.Count; next++)
        {
            foreach (var import in All[next].Root.All("import"))
                Follow(All[next], import);
        }

        return first;
    }

    private ModelFile? Parse(DmnSource source)
    {
        try
        {
            var root = new ElementReader(source.Name, DmnNamespaces.IsModel, ElementReader.Limits).Read(source.Xml);
            if (root.Name != "definitions")
            {
                log.Add(source.Name, "not-a-model", $"The document is a `{root.Name}`; a model of DMN is a `definitions`.", root.Place);
                return null;
            }

            var file = new ModelFile(source.Name, root, log);
            All.Add(file);
            _byNamespace.TryAdd(file.Namespace, file);
            return file;
        }
        catch (XmlException malformed)
        {
            log.Add(source.Name, "malformed-xml", malformed.Message, new(malformed.LineNumber, malformed.LinePosition, 0, 0));
            return null;
        }
    }

    private void Follow(ModelFile importer, Element element)
    {
        if (!DmnNamespaces.IsModel(element.Attribute("importType") ?? ""))
            return;
        var import = new DmnImport(element.NameAttribute() ?? "", element.Attribute("namespace") ?? "", element.Attribute("locationURI"));
        if (_byNamespace.TryGetValue(import.Namespace, out var known))
            importer.Imports.Add((import.Name, known));
        else if (All.Count >= Most)
            importer.Problem("too-many-imports", $"More than {Most} models are imported.", element.Place);
        else if (resolver?.Invoke(import) is not { } source)
            importer.Problem("unknown-import", $"The model of the namespace `{import.Namespace}` was not found. Put it beside this one, or correct the namespace.", element.Place);
        else if (Parse(source) is { } read)
            Take(importer, import, read, element);
        else
            importer.Problem("unknown-import", $"The model `{source.Name}` that is imported here cannot be read.", element.Place);
    }

    private void Take(ModelFile importer, DmnImport import, ModelFile read, Element element)
    {
        // Under the name that was asked for, too: it is told once that it has another, and not read again.
        _byNamespace.TryAdd(import.Namespace, read);
        if (read.Namespace != import.Namespace)
            importer.Problem("wrong-namespace", $"The model `{read.Source}` is of the namespace `{read.Namespace}`, not of `{import.Namespace}`.", element.Place);
        importer.Imports.Add((import.Name, read));
    }
}
