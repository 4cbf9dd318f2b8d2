using System.Text;

namespace Cabildo.Trust.Keys;

/// <summary>Files that only their owner may read (mode 0600), which appear whole or not at all.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that only its owner may enter (mode 0700), unless there is one.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerReadsAndWrites | UnixFileMode.UserExecute);
    }

    /// <summary>Writes the file unless there is one; false if there was.</summary>
    public static bool TryCreate(string path, string text) => TryCreate(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="TryCreate(string, string)"/>
    public static bool TryCreate(string path, ReadOnlySpan<byte> bytes)
    {
        if (File.Exists(path))
            return false;

        var draft = WriteDraft(path, bytes);
        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    /// <summary>Puts the text in place of what the file held.</summary>
    public static void Replace(string path, string text) => File.Move(WriteDraft(path, Encoding.UTF8.GetBytes(text)), path, overwrite: true);

    private static string WriteDraft(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadsAndWrites;
        using var file = new FileStream(draft, options);
        file.Write(bytes);
        return draft;
    }
}
