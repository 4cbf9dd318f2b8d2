using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cabildo.Cli.Help;

/// <summary>How values of others' files are shown.</summary>
internal static class Shown
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>Text without what would steer a terminal or turn its letters about.</summary>
    public static string Text(string text) => string.Concat(text.Select(letter => Steers(letter) ? '\uFFFD' : letter));

    public static string Instant(DateTimeOffset instant) => instant.ToString("u", CultureInfo.InvariantCulture);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Readable) + Environment.NewLine;

    public static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {(number == 1 ? one : many)}");

    private static bool Steers(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
