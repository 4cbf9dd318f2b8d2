using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cabildo.Exchange.Management;

/// <summary>How the options classes of the settings are written in calls and rows: with the same names, and nothing beside them.</summary>
internal static class ManagedJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The class in which a kind's body is written.</summary>
    public static Type TypeOf(string kind) => kind switch
    {
        Kinds.Clients => typeof(ClientOptions),
        Kinds.Services => typeof(ServiceOptions),
        Kinds.Disabled => typeof(Disabling),
        Kinds.Rights => typeof(GivenRight),
        Kinds.Groups => typeof(LocalGroupOptions),
        _ => typeof(Nothing),
    };

    /// <summary>Reads a body; null where it is not what it must be, and <paramref name="problem"/> says why.</summary>
    public static object? Read(string kind, ReadOnlySpan<byte> json, out string problem)
    {
        problem = "The body is null.";
        try
        {
            return json.IsEmpty ? Activator.CreateInstance(TypeOf(kind)) : JsonSerializer.Deserialize(json, TypeOf(kind), Options);
        }
        catch (JsonException malformed)
        {
            problem = malformed.Message;
            return null;
        }
    }

    /// <summary>A group's member: all that is to be said is in the key.</summary>
    internal sealed class Nothing;
}
