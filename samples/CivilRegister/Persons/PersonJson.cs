using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cabildo.CivilRegister.Persons;

/// <summary>The register's JSON, without reflection at run time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Birth))]
[JsonSerializable(typeof(Death))]
internal sealed partial class PersonJson : JsonSerializerContext
{
    public static void Configure(JsonSerializerOptions options) => options.TypeInfoResolverChain.Insert(0, Default);
}
