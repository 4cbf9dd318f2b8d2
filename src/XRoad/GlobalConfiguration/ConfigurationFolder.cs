using System.Globalization;
using System.Text;
using System.Text.Json;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// A folder in which X-Road's client keeps the configuration it verified, such as <c>/etc/xroad/globalconf</c>: a file
/// <c>instance-identifier</c>, and a folder for each instance with <c>shared-params.xml</c>, perhaps <c>private-params.xml</c>, and a
/// <c>.metadata</c> of JSON beside each. Nothing in it is signed: whoever may write in it is believed. This is the one place of
/// this library that reads files.
/// </summary>
public static class ConfigurationFolder
{
    /// <summary>The file with the own instance's identifier.</summary>
    public const string InstanceFile = "instance-identifier";

    /// <summary>The file of shared parameters.</summary>
    public const string SharedFile = "shared-params.xml";

    /// <summary>The file of private parameters.</summary>
    public const string PrivateFile = "private-params.xml";

    private const string MetadataSuffix = ".metadata";
    private const int MaxSmallFile = 64 * 1024;
    private const int MaxParameters = 256 * 1024 * 1024;

    /// <summary>Reads the folder. Where another instance than the own cannot be read, the rest is, as X-Road does.</summary>
    /// <exception cref="MalformedConfigurationException">It is no such folder, or the own instance cannot be read; the message names the file.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static TrustedConfiguration Read(string folder)
    {
        var own = OwnInstance(folder);
        List<ConfigurationInstance> instances = [];
        List<string> problems = [];
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(inner);
            if (!File.Exists(Path.Combine(inner, SharedFile)) && name != NameOf(own))
                continue;
            try
            {
                instances.Add(ReadInstance(inner));
            }
            catch (MalformedConfigurationException problem) when (name != NameOf(own))
            {
                problems.Add(problem.Message);
            }
        }

        return instances.Exists(instance => instance.Identifier == own)
            ? new TrustedConfiguration(own, instances, problems)
            : throw new MalformedConfigurationException($"{folder} has no folder {NameOf(own)} for its own instance.");
    }

    /// <summary>The name of an instance's folder: its identifier as a form writes it in a URL (letters, digits and <c>. - * _</c> stay, a space is <c>+</c>).</summary>
    public static string NameOf(string instance)
    {
        var name = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(instance))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_')
                name.Append((char)octet);
            else
                name.Append(octet == ' ' ? "+" : "%" + octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return name.ToString();
    }

    private static string OwnInstance(string folder)
    {
        var file = Path.Combine(folder, InstanceFile);
        if (!File.Exists(file))
            throw new MalformedConfigurationException($"{folder} is no configuration folder: it has no file {InstanceFile}.");
        return Encoding.UTF8.GetString(ReadFile(file, MaxSmallFile)).Trim() is { Length: > 0 } own
            ? own
            : throw new MalformedConfigurationException($"{file} is empty.");
    }

    private static ConfigurationInstance ReadInstance(string folder)
    {
        var shared = Read(Path.Combine(folder, SharedFile), SharedParameters.Parse);
        Belongs(folder, shared.Value.InstanceIdentifier, SharedFile);
        if (!File.Exists(Path.Combine(folder, PrivateFile)))
            return new ConfigurationInstance(new SharedParametersIndex(shared.Value), shared.Version, shared.Expires);
        var own = Read(Path.Combine(folder, PrivateFile), PrivateParameters.Parse);
        Belongs(folder, own.Value.InstanceIdentifier, PrivateFile);
        return new ConfigurationInstance(new SharedParametersIndex(shared.Value), shared.Version, shared.Expires, own.Value, own.Expires);
    }

    private static (T Value, int? Version, DateTimeOffset? Expires) Read<T>(string file, Func<ReadOnlyMemory<byte>, T> parse)
    {
        if (!File.Exists(file))
            throw new MalformedConfigurationException($"There is no {file}.");
        try
        {
            var (version, expires) = ReadMetadata(file + MetadataSuffix);
            return (parse(ReadFile(file, MaxParameters)), version, expires);
        }
        catch (MalformedConfigurationException problem)
        {
            throw new MalformedConfigurationException($"{file}: {problem.Message}", cause: problem);
        }
    }

    private static (int? Version, DateTimeOffset? Expires) ReadMetadata(string file)
    {
        if (!File.Exists(file))
            return (null, null);
        try
        {
            using var metadata = JsonDocument.Parse(ReadFile(file, MaxSmallFile));
            var (version, expires) = (Text(metadata.RootElement, "configurationVersion"), Text(metadata.RootElement, "expirationDate"));
            return (
                version is null ? null : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NotMetadata(null),
                expires is null ? null : ConfigurationDirectory.TryParseInstant(expires, out var instant) ? instant : throw NotMetadata(null));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw NotMetadata(problem);
        }
    }

    private static string? Text(JsonElement metadata, string name) => metadata.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static MalformedConfigurationException NotMetadata(Exception? cause) =>
        new($"The {MetadataSuffix} beside it is not JSON with configurationVersion and expirationDate.", cause: cause);

    private static void Belongs(string folder, string instance, string file)
    {
        if (Path.GetFileName(folder) != NameOf(instance))
            throw new MalformedConfigurationException($"{Path.Combine(folder, file)} is of the instance {instance}, the folder of another.");
    }

    private static byte[] ReadFile(string file, int most) => new FileInfo(file).Length <= most
        ? File.ReadAllBytes(file)
        : throw new MalformedConfigurationException($"{file} has more than {most} bytes.");
}
