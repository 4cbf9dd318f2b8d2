namespace Cabildo.Trust.Keys;

/// <summary>Files that only their owner may read, which appear whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerReadsAndWrites | UnixFileMode.UserExecute);
    }

    /// <summary>Writes the file unless there is one; false if there was.</summary>
    public static bool TryCreate(string path, string text)
    {
        if (File.Exists(path))
            return false;

        var draft = WriteDraft(path, text);
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

    public static void Replace(string path, string text) => File.Move(WriteDraft(path, text), path, overwrite: true);

    private static string WriteDraft(string path, string text)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadsAndWrites;
        using var writer = new StreamWriter(draft, options);
        writer.Write(text);
        return draft;
    }
}
