using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cabildo.Cli.Demo;

/// <summary>The demo's secrets, made at random for each data folder and kept in it.</summary>
/// <param name="Password">The demo people's password; the sign-in page comes with it filled in.</param>
/// <param name="OperatorKey">What the clerks of the registers type.</param>
internal sealed record DemoSecrets(string Password, string OperatorKey)
{
    public const string FileName = "demo.json";

    public static DemoSecrets LoadOrCreate(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            return JsonSerializer.Deserialize<DemoSecrets>(File.ReadAllBytes(path))!;
        var secrets = new DemoSecrets("plata-" + Random(9), "clerk-" + Random(12));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, secrets);
        return secrets;
    }

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
