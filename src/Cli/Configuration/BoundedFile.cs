namespace Cabildo.Cli.Configuration;

/// <summary>Reads files whose size somebody else chose.</summary>
internal static class BoundedFile
{
    /// <summary>The file, or its first <paramref name="most"/> bytes and one more.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int most)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path} is a folder, not a file.");
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no file {path}.");
        using var file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; content.Length <= most && (count = file.Read(buffer)) > 0;)
            content.Write(buffer, 0, (int)Math.Min(count, most + 1 - content.Length));
        return content.ToArray();
    }
}
