using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Cabildo.Platform.Country;

/// <summary>What differs from country to country, as data: names, id formats, licence classes, texts.</summary>
public sealed class CountryPack
{
    /// <summary>Country code, also the X-Road instance: <c>RP</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The country's name.</summary>
    public LocalText Name { get; init; } = new();

    /// <summary>The national numbers, the one people sign in with first.</summary>
    public required IReadOnlyList<IdScheme> Ids { get; init; }

    /// <summary>What a licence class allows, by code.</summary>
    public IReadOnlyDictionary<string, LocalText> LicenceClasses { get; init; } = new Dictionary<string, LocalText>(StringComparer.Ordinal);

    /// <summary>What a licence restriction means, by code.</summary>
    public IReadOnlyDictionary<string, LocalText> Restrictions { get; init; } = new Dictionary<string, LocalText>(StringComparer.Ordinal);

    /// <summary>Texts of the platform that this country words otherwise: key → text.</summary>
    public IReadOnlyDictionary<string, LocalText> Texts { get; init; } = new Dictionary<string, LocalText>(StringComparer.Ordinal);

    /// <summary>The number that people sign in with.</summary>
    public IdScheme PersonId => Ids[0];

    /// <summary>Reads a pack from its YAML file.</summary>
    /// <exception cref="InvalidDataException">The file is missing or does not have the pack's shape; the message says where.</exception>
    public static CountryPack Load(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no country pack at {path}. Set Country:Pack to the path of a pack.yaml.");
        try
        {
            using var text = File.OpenText(path);
            return new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .WithTypeMapping<IReadOnlyList<IdScheme>, List<IdScheme>>()
                .WithTypeMapping<IReadOnlyList<string>, List<string>>()
                .WithTypeMapping<IReadOnlyList<int>, List<int>>()
                .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>()
                .WithTypeMapping<IReadOnlyDictionary<string, LocalText>, Dictionary<string, LocalText>>()
                .Build()
                .Deserialize<CountryPack>(text);
        }
        catch (YamlException problem)
        {
            throw new InvalidDataException($"{path}, line {problem.Start.Line}: {problem.InnerException?.Message ?? problem.Message}", problem);
        }
    }

    /// <summary>Reads the number a person typed, with or without separators, in the scheme people sign in with.</summary>
    /// <returns>False where it does not fit or its check character is wrong.</returns>
    public bool TryReadId(string? typed, out NationalId id)
    {
        var value = typed is null ? null : PersonId.Read(typed);
        id = value is null ? default : new NationalId(PersonId.Scheme, value);
        return value is not null;
    }

    /// <summary>The number in the groups that people read; as it is where the pack has no such scheme.</summary>
    public string Format(NationalId id) =>
        Ids.FirstOrDefault(scheme => scheme.Scheme == id.Scheme)?.Format(id.Value) ?? id.Value;
}
