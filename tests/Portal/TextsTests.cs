using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Cabildo.Identity;
using Cabildo.Platform.Pages;
using Cabildo.Testing;
using Cabildo.TransportRegister;

namespace Cabildo.Portal.Tests;

/// <summary>The words of every module with pages: both languages have them, they fit the places they fill, and each is used.</summary>
public sealed partial class TextsTests
{
    private static readonly Assembly Platform = typeof(PagesRegistration).Assembly;

    private static readonly Dictionary<string, (Assembly Assembly, string Folder)> Modules = new(StringComparer.Ordinal)
    {
        ["Platform"] = (Platform, "src/Platform"),
        ["Portal"] = (typeof(PortalModule).Assembly, "src/Portal"),
        ["Identity"] = (typeof(IdentityModule).Assembly, "src/Identity"),
        ["TransportRegister"] = (typeof(TransportRegisterApplication).Assembly, "samples/TransportRegister"),
    };

    public static TheoryData<string> Names => [.. Modules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Both_languages_say_the_same_things(string module)
    {
        var texts = new Texts([Modules[module].Assembly], pack: null);

        Assert.NotEmpty(texts.KeysOf("es"));
        Assert.Equal(texts.KeysOf("es").Order(StringComparer.Ordinal), texts.KeysOf("en").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_languages_have_the_same_places_to_fill_in(string module)
    {
        var (spanish, english) = (TextsOf(module, "es"), TextsOf(module, "en"));

        Assert.All(spanish, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_text_is_empty_or_the_same_in_both_languages_by_oversight(string module)
    {
        var (spanish, english) = (TextsOf(module, "es"), TextsOf(module, "en"));

        Assert.All(spanish, text => Assert.NotEqual("", text.Value.Trim()));
        // A sentence of three words is not the same in both.
        Assert.All(spanish.Where(text => text.Value.Count(char.IsWhiteSpace) >= 2), text => Assert.NotEqual(text.Value, english[text.Key]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_text_is_used(string module)
    {
        var literals = LiteralsOf(module);

        Assert.All(TextsOf(module, "es").Keys, key => Assert.True(literals.Any(literal => IsNamedBy(literal, key)), $"Nothing uses {key}."));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_text_that_a_page_names_is_there(string module)
    {
        var keys = new Texts([Platform, Modules[module].Assembly], pack: null).KeysOf("es");

        var named = Sources(module).SelectMany(source => Lookup().Matches(source)).Select(match => match.Groups["key"].Value);

        Assert.All(named, key => Assert.Contains(key, keys));
    }

    // By itself, or as the beginning of a key that is put together: "problems." + code, "problem.stale" + ".title".
    private static bool IsNamedBy(string literal, string key) =>
        literal == key
        || (literal.EndsWith('.') && key.StartsWith(literal, StringComparison.Ordinal))
        || (literal.Contains('.', StringComparison.Ordinal) && key.StartsWith(literal + ".", StringComparison.Ordinal));

    private static Dictionary<string, string> TextsOf(string module, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return new Texts([Modules[module].Assembly], pack: null).GetAllStrings(includeParentCultures: false)
                .ToDictionary(text => text.Name, text => text.Value, StringComparer.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static HashSet<string> LiteralsOf(string module) =>
        Sources(module).SelectMany(source => Literal().Matches(source)).Select(match => match.Groups["text"].Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Sources(string module)
    {
        var folder = Repository.File(Modules[module].Folder);
        return new[] { "*.cs", "*.cshtml" }
            .SelectMany(kind => Directory.EnumerateFiles(folder, kind, SearchOption.AllDirectories))
            .Where(path => !Path.GetRelativePath(folder, path).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(folder, path).StartsWith("bin", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    [GeneratedRegex(@"\{[0-9]+[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex("\"(?<text>[A-Za-z0-9.-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("\\b(T|texts)\\[\"(?<key>[A-Za-z0-9.-]*[A-Za-z0-9-])\"[,\\]]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lookup();
}
