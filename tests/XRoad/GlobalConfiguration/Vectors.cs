using Cabildo.Testing;

namespace Cabildo.XRoad.Tests.GlobalConfiguration;

/// <summary>The configurations of X-Road's own tests.</summary>
internal static class Vectors
{
    public const string AnchorFile = "cs/configuration_anchor_CS_internal.xml";

    public static string Path(string name) => Repository.Vector($"xroad/globalconf/{name}");

    public static byte[] Read(string name) => File.ReadAllBytes(Path(name));
}
