using System.Text;
using System.Text.Json;
using Cabildo.Rules.Dmn.Json;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Tests.Dmn;

/// <summary>Values as JSON.</summary>
public sealed class FeelJsonTests
{
    [Fact]
    public void Numbers_keep_all_their_digits() => Assert.Equal("{\"a\":0.1234567890123456789012345678901234}", Turned("{\"a\": 0.1234567890123456789012345678901234}"));

    [Fact]
    public void A_string_is_a_date_only_where_the_type_says_so()
    {
        var inputs = Read("{\"a\": \"2026-05-04\", \"b\": \"2026-05-04\", \"c\": [{\"d\": \"2026-05-04\"}]}", name => name switch
        {
            "a" => FeelType.Date,
            "c" => FeelType.ListOf(new ContextType([KeyValuePair.Create("d", FeelType.Date)])),
            _ => null,
        }, out _)!;

        Assert.Equal([FeelKind.Date, FeelKind.Text, FeelKind.List], inputs.Entries.Select(entry => entry.Value.Kind));
        Assert.Contains("\"c\":[{\"d\":\"2026-05-04\"}]", Written(FeelValue.Of(inputs)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "The inputs are an object")]
    [InlineData("{", "")]
    [InlineData("{\"a\": 1, \"a\": 2}", "")]
    [InlineData("{\"a\": \"soon\"}", "`a` is \"soon\", which is no date. Write it as 2026-05-04.")]
    public void What_cannot_be_read_is_told(string json, string says)
    {
        Assert.Null(Read(json, _ => FeelType.Date, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    private static string Turned(string json) => Written(FeelValue.Of(Read(json, _ => null, out _)));

    private static FeelContext? Read(string json, Func<string, FeelType?> typeOf, out string? problem) => FeelJson.ReadInputs(Encoding.UTF8.GetBytes(json), typeOf, out problem);

    private static string Written(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            FeelJson.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
