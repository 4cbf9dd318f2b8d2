using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Cabildo.Trust.Keys;

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
        if (!File.Exists(path))
            PrivateFile.TryCreate(path, JsonSerializer.Serialize(new DemoSecrets("plata-" + Random(9), "clerk-" + Random(12))));
        return JsonSerializer.Deserialize<DemoSecrets>(File.ReadAllBytes(path))!;
    }

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
