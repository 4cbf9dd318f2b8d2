using System.Runtime.InteropServices;
using System.Text;

namespace Cabildo.Trust.Keys;

/// <summary>Files that only their owner may read (mode 0600), which appear whole or not at all.</summary>
public static partial class PrivateFile
{
    /// <summary>The error EEXIST of every Unix.</summary>
    private const int Exists = 17;

    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that only its owner may enter (mode 0700), unless there is one.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerReadsAndWrites | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Writes the file unless there is one; false if there was. Of several who do so at once, processes too, one alone
    /// is told true, and what it wrote stays.
    /// </summary>
    public static bool TryCreate(string path, string text) => TryCreate(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="TryCreate(string, string)"/>
    public static bool TryCreate(string path, ReadOnlySpan<byte> bytes)
    {
        if (File.Exists(path))
            return false;

        var draft = WriteDraft(path, bytes);
        try
        {
            return TryName(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Puts the text in place of what the file held.</summary>
    public static void Replace(string path, string text) => File.Move(WriteDraft(path, Encoding.UTF8.GetBytes(text)), path, overwrite: true);

    /// <summary>
    /// Gives the draft its name. On Unix <see cref="File.Move(string, string, bool)"/> looks whether the name is taken
    /// and then renames, so that two at once both succeed and the later replaces the earlier's file; link(2) does both
    /// in one step. Where a file system has no links (FAT, some of networks) moving is all there is.
    /// </summary>
    private static bool TryName(string draft, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(draft, path) == 0)
                return true;
            if (Marshal.GetLastPInvokeError() == Exists)
                return false;
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);

    private static string WriteDraft(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadsAndWrites;
        using var file = new FileStream(draft, options);
        file.Write(bytes);
        // A name must not outlive a power failure that its content did not: a key that is lost cannot be made again.
        file.Flush(flushToDisk: true);
        return draft;
    }
}
