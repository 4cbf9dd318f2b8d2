using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Cabildo.Platform.Design;

/// <summary>
/// The built styles, scripts and fonts. Their names carry a hash of their content, so browsers keep them for a year;
/// <c>manifest.json</c> says which name stands for what.
/// </summary>
public sealed class Assets
{
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _names;

    private Assets(string folder, IReadOnlyDictionary<string, string> names) => (_folder, _names) = (folder, names);

    /// <summary>Reads the manifest in <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidDataException">The assets were not built.</exception>
    public static Assets Load(string folder)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest))
            throw new InvalidDataException($"The web assets are not in {folder}. Build them with: ./cabildo build");
        using var text = File.OpenRead(manifest);
        return new Assets(Path.GetFullPath(folder), JsonSerializer.Deserialize<Dictionary<string, string>>(text)!);
    }

    /// <summary>The address of an asset by its logical name: <c>design.css</c>; null where this build has none.</summary>
    public string? Find(string name) => _names.TryGetValue(name, out var path) ? "/" + path : null;

    /// <summary>The address of an asset that every build has.</summary>
    /// <exception cref="KeyNotFoundException">No such asset.</exception>
    public string this[string name] => Find(name) ?? throw new KeyNotFoundException($"The web assets hold no '{name}'.");

    /// <summary>The folder of a self-contained application that was built beside the assets: <c>verifier</c>.</summary>
    public string FolderOf(string application) => Path.Combine(_folder, application);

    internal void Serve(WebApplication app)
    {
        var folder = Path.Combine(_folder, "assets");
        if (!Directory.Exists(folder))
            return;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            RequestPath = "/assets",
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
    }
}
