using System.Globalization;

namespace Cabildo.Platform.Country;

/// <summary>A text in the languages of the deployment, by two-letter code.</summary>
public sealed class LocalText : Dictionary<string, string>
{
    /// <summary>An empty text.</summary>
    public LocalText()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The text in <paramref name="language"/>, in Spanish where it has none, or the empty string.</summary>
    public string In(string language) =>
        TryGetValue(language, out var text) || TryGetValue("es", out text) ? text : "";

    /// <summary>The text in the language of the request.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
