using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cabildo.Cli.Roles;

/// <summary>The file with a role's settings, and what its operator reads where something about them is wrong.</summary>
internal static class RoleFile
{
    public const string EnvironmentPrefix = "CABILDO_";

    /// <summary>The option every verb of a role has.</summary>
    public static Option<FileInfo> Option() => new("--config")
    {
        Description = "The role's settings, YAML or JSON.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>The settings of <paramref name="file"/>, flat keys, with those of the environment over them.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or it cannot be read; the message says where.</exception>
    public static Dictionary<string, string?> Read(FileInfo file) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(ConfigurationFile.Read(file.FullName))
            .AddEnvironmentVariables(EnvironmentPrefix)
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs a verb on <paramref name="file"/>.</summary>
    /// <returns>0, or 1 after a sentence about what its operator can mend.</returns>
    public static async Task<int> RunAsync(string verb, FileInfo file, Func<Dictionary<string, string?>, Task> run)
    {
        try
        {
            await run(Read(file));
            return 0;
        }
        catch (OptionsValidationException problem)
        {
            await Console.Error.WriteLineAsync($"cabildo {verb}: {file.Name}: {string.Join(Environment.NewLine, problem.Failures)}");
        }
        catch (InvalidOperationException problem) when (problem.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            // Its words name the setting and the value that does not fit.
            await Console.Error.WriteLineAsync($"cabildo {verb}: {file.Name}: {problem.Message}");
        }
        catch (DbException problem)
        {
            await Console.Error.WriteLineAsync($"cabildo {verb}: the database of setting Database cannot be used: {problem.Message}");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            await Console.Error.WriteLineAsync($"cabildo {verb}: {problem.Message}");
        }

        return 1;
    }
}
