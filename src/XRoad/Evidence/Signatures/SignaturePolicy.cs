namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// The policy X-Road's signatures name, "Profile for High Performance Digital Signatures (version 1.2)". Its text is not
/// public any more; the identifier and the digest are what every X-Road server writes.
/// </summary>
internal static class SignaturePolicy
{
    public const string Identifier = "urn:oid:1.3.6.1.4.1.3516.16.2";
    public const string Description = "Profile for High Performance Digital Signatures (version 1.2)";
    public const string Sha512 = "BuO0EDNfkxSVlUbxCzmQPzX1AUF1/xx9ytWHk3/6SAOePxQiniEfDYk+90QeYb3lWpV3Izhuz9fKaYyE+lTcXw==";
    public const string Location = "https://repo.cyber.ee/dsig-profile-1.2.pdf";
}
