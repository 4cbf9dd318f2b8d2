using System.Globalization;
using Microsoft.Extensions.Options;

namespace Cabildo.TransportRegister.Licences;

/// <summary>The photographs of the licences, by number.</summary>
internal sealed class Portraits(IOptions<RegisterOptions> options)
{
    /// <summary>The path of a portrait, or null where there is none.</summary>
    public string? Find(int number, string extension)
    {
        if (options.Value.Portraits is not { } folder || number <= 0)
            return null;
        var path = Path.GetFullPath(Path.Combine(folder, number.ToString("00", CultureInfo.InvariantCulture) + extension));
        return File.Exists(path) ? path : null;
    }
}
