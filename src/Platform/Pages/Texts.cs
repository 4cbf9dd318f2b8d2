using System.Globalization;
using System.Reflection;
using Cabildo.Platform.Country;
using Microsoft.Extensions.Localization;
using YamlDotNet.Serialization;

namespace Cabildo.Platform.Pages;

/// <summary>
/// The words of the pages: nested keys of the embedded <c>Texts/es.yaml</c> and <c>Texts/en.yaml</c>, later assemblies
/// over earlier ones, the country pack over all.
/// </summary>
public sealed class Texts : IStringLocalizer
{
    private readonly Dictionary<string, Dictionary<string, string>> _byLanguage = new(StringComparer.Ordinal);

    /// <summary>Reads the texts of <paramref name="assemblies"/> and what <paramref name="pack"/> words otherwise.</summary>
    public Texts(IEnumerable<Assembly> assemblies, CountryPack? pack)
    {
        foreach (var language in PagesRegistration.Languages)
            _byLanguage[language] = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
            foreach (var language in PagesRegistration.Languages)
                Read(assembly, language);
        foreach (var (key, text) in pack?.Texts ?? new Dictionary<string, LocalText>(StringComparer.Ordinal))
            foreach (var (language, words) in text.Where(words => _byLanguage.ContainsKey(words.Key)))
                _byLanguage[language][key] = words;
    }

    /// <inheritdoc/>
    public LocalizedString this[string name] => Find(name);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var found = Find(name);
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, found.Value, arguments), found.ResourceNotFound);
        }
    }

    /// <summary>The keys of one language.</summary>
    public IReadOnlyCollection<string> KeysOf(string language) => _byLanguage[language].Keys;

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        _byLanguage[Language].Select(text => new LocalizedString(text.Key, text.Value));

    private static string Language
    {
        get
        {
            var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            return PagesRegistration.Languages.Contains(language, StringComparer.Ordinal) ? language : PagesRegistration.Languages[0];
        }
    }

    // A page that names a text nobody wrote is a bug that a person would see: it fails in the first test that opens it.
    private LocalizedString Find(string key) => _byLanguage[Language].TryGetValue(key, out var text)
        ? new LocalizedString(key, text)
        : throw new KeyNotFoundException($"Texts/{Language}.yaml has no text '{key}'.");

    private void Read(Assembly assembly, string language)
    {
        var resource = assembly.GetManifestResourceNames().FirstOrDefault(name => name.EndsWith($".Texts.{language}.yaml", StringComparison.Ordinal));
        if (resource is null)
            return;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        Flatten("", new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(reader) ?? [], _byLanguage[language]);
    }

    private static void Flatten(string prefix, Dictionary<object, object> node, Dictionary<string, string> into)
    {
        foreach (var (key, value) in node)
        {
            if (value is Dictionary<object, object> child)
                Flatten($"{prefix}{key}.", child, into);
            else
                into[$"{prefix}{key}"] = value?.ToString() ?? "";
        }
    }
}
