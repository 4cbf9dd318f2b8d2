using System.Text;
using System.Xml;
using Cabildo.Cli.Configuration;
using Cabildo.Rules.Dmn;
using Cabildo.Trust.Xml;

namespace Cabildo.Cli.Rules;

/// <summary>Files of rules on disk.</summary>
internal static class RulesFile
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostNeighbours = 500;

    /// <summary>Whether it is a model; else it is an expression.</summary>
    public static bool IsModel(FileInfo file) => !file.Extension.Equals(".feel", StringComparison.OrdinalIgnoreCase) && !file.Extension.Equals(".txt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a model; those it imports are looked for beside it.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it is too large.</exception>
    public static DmnReading Read(FileInfo file, string shown) => DmnModel.Read(new DmnSource(shown, Bytes(file.FullName)), Beside(file.Directory!));

    /// <summary>Reads an expression.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it is too large.</exception>
    public static string Text(FileInfo file) => Encoding.UTF8.GetString(Bytes(file.FullName)).TrimStart('\uFEFF');

    /// <summary>The whole of a file.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it is too large.</exception>
    public static byte[] Bytes(string path)
    {
        var bytes = BoundedFile.Read(path, MostBytes);
        return bytes.Length <= MostBytes ? bytes : throw new InvalidDataException($"{path} is larger than 16 MB.");
    }

    /// <summary>Finds imported models in a folder: by the file that is named, else by the namespace.</summary>
    public static DmnResolver Beside(DirectoryInfo folder) => import =>
    {
        if (Named(folder, import) is { } named && NamespaceOf(named) == import.Namespace)
            return new DmnSource(named.Name, Bytes(named.FullName));
        return folder.EnumerateFiles("*.dmn").Take(MostNeighbours).FirstOrDefault(file => NamespaceOf(file) == import.Namespace) is { } found
            ? new DmnSource(found.Name, Bytes(found.FullName))
            : null;
    };

    // Whatever way the model writes it, only the folder of the model is looked at.
    private static FileInfo? Named(DirectoryInfo folder, DmnImport import)
    {
        var name = Path.GetFileName(import.LocationUri ?? "");
        return name.Length > 0 && new FileInfo(Path.Combine(folder.FullName, name)) is { Exists: true } file ? file : null;
    }

    private static string? NamespaceOf(FileInfo file)
    {
        try
        {
            using var reader = SafeXml.Open(Bytes(file.FullName), XmlLimits.Configuration);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.GetAttribute("namespace") : null;
        }
        catch (Exception unreadable) when (unreadable is XmlException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
