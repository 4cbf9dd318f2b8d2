using System.Security.Cryptography;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>
/// The hashes of an anchor file by which two people make sure, by another way than the file came, that they hold the same one.
/// X-Road's pages show SHA-224.
/// </summary>
/// <param name="Sha224">28 bytes as <c>AB:CD:…</c>.</param>
/// <param name="Sha256">32 bytes as <c>AB:CD:…</c>.</param>
public sealed record AnchorHash(string Sha224, string Sha256)
{
    /// <summary>The hashes of the file's bytes.</summary>
    public static AnchorHash Of(ReadOnlySpan<byte> file) => new(WithColons(GlobalConfiguration.Sha224.HashData(file)), WithColons(SHA256.HashData(file)));

    private static string WithColons(byte[] hash) => string.Join(':', Convert.ToHexString(hash).Chunk(2).Select(digits => new string(digits)));
}
