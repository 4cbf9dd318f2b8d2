using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cabildo.TransportRegister.Licences;

/// <summary>The register's JSON, without reflection at run time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Licence))]
[JsonSerializable(typeof(LicenceChanges))]
[JsonSerializable(typeof(StatusChange))]
[JsonSerializable(typeof(List<LicenceClass>))]
internal sealed partial class LicenceJson : JsonSerializerContext
{
    public static void Configure(JsonSerializerOptions options) => options.TypeInfoResolverChain.Insert(0, Default);
}
