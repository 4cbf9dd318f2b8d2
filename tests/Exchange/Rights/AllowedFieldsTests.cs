using System.Buffers;
using System.Text;
using System.Text.Json;
using Cabildo.Exchange.Rights;

namespace Cabildo.Exchange.Tests.Rights;

public sealed class AllowedFieldsTests
{
    [Theory]
    [InlineData("""{"number":"1","status":"valid","address":"x"}""", """{"status":"valid"}""", "status")]
    [InlineData("""{"holder":{"name":"A","dni":"1"},"status":"valid"}""", """{"holder":{"name":"A"}}""", "holder.name")]
    [InlineData("""{"holder":{"name":"A","dni":"1"}}""", """{"holder":{"name":"A","dni":"1"}}""", "holder")]
    [InlineData("""[{"a":1,"b":2},{"b":3}]""", """[{"a":1},{}]""", "a")]
    [InlineData("""{"classes":[{"code":"B1","from":"x"},{"code":"C"}]}""", """{"classes":[{"code":"B1"},{"code":"C"}]}""", "classes.code")]
    [InlineData("""{"a":{"b":1}}""", "{}", "b")]
    [InlineData("""{"a":"secret"}""", """{"a":null}""", "a.b")]
    [InlineData("\"secret\"", "null", "a")]
    [InlineData("""{"número":1,"x":2}""", """{"número":1}""", "número")]
    [InlineData("""{"A":1,"a":2}""", """{"a":2}""", "a")]
    public void Only_the_allowed_members_of_a_document_are_copied(string document, string shown, string field) =>
        Assert.Equal(shown, Copy(document, field));

    [Theory, InlineData(""), InlineData("{"), InlineData("{} {}"), InlineData("[1,]"), InlineData("{\"a\":1"), InlineData("not json")]
    public void What_is_no_json_is_refused_and_not_copied(string document) =>
        Assert.ThrowsAny<JsonException>(() => Copy(document, "a"));

    [Fact]
    public void A_document_nested_too_deep_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => Copy(new string('[', 100) + new string(']', 100), "a"));

    private static string Copy(string document, params string[] fields)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new AllowedFields(fields).Copy(Encoding.UTF8.GetBytes(document), writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
