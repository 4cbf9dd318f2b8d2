using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cabildo.Credentials.TrustLists;

/// <summary>An instant as a JSON number of whole seconds since 1970 (NumericDate, RFC 7519 §2).</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTimeOffset>
{
    private const long Latest = 253_402_300_799;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is var seconds and >= 0 and <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException("A time is outside the years 1970 to 9999.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeSeconds());
}
