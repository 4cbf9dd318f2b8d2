using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Identity.Tests.Support;

/// <summary>A device that holds one passkey, as WebAuthn Level 3 §6 describes it: ES256, attestation "none".</summary>
internal sealed class SoftwareAuthenticator(string origin) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _credentialId = RandomNumberGenerator.GetBytes(16);
    private string _userHandle = "";
    private uint _count;

    /// <summary>Whether the device checks who holds it (fingerprint, face or code).</summary>
    public bool VerifiesUser { get; init; } = true;

    /// <summary>Whether the passkey may be copied to other devices of the person.</summary>
    public bool Synced { get; init; }

    /// <summary>The origin the browser says it is at.</summary>
    public string Origin { get; set; } = origin;

    public string Create(string options)
    {
        using var document = JsonDocument.Parse(options);
        var asked = document.RootElement;
        _userHandle = asked.GetProperty("user").GetProperty("id").GetString()!;
        var clientData = ClientData("webauthn.create", asked);
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString([.. AuthenticatorData(asked.GetProperty("rp").GetProperty("id").GetString()!, attested: true), .. AttestedCredential()]);
        attestation.WriteEndMap();
        return Credential(new
        {
            clientDataJSON = Base64UrlEncoder.Encode(clientData),
            attestationObject = Base64UrlEncoder.Encode(attestation.Encode()),
            transports = new[] { "internal" },
        });
    }

    public string Get(string options)
    {
        using var document = JsonDocument.Parse(options);
        var asked = document.RootElement;
        var clientData = ClientData("webauthn.get", asked);
        var data = AuthenticatorData(asked.GetProperty("rpId").GetString()!, attested: false);
        var signature = _key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Base64UrlEncoder.Encode(clientData),
            authenticatorData = Base64UrlEncoder.Encode(data),
            signature = Base64UrlEncoder.Encode(signature),
            userHandle = _userHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] ClientData(string type, JsonElement asked) => Encoding.UTF8.GetBytes(
        $$"""{"type":"{{type}}","challenge":"{{asked.GetProperty("challenge").GetString()}}","origin":"{{Origin}}","crossOrigin":false}""");

    private byte[] AuthenticatorData(string rpId, bool attested)
    {
        var flags = 0x01 | (VerifiesUser ? 0x04 : 0) | (Synced ? 0x18 : 0) | (attested ? 0x40 : 0);
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(rpId)), (byte)flags, .. count];
    }

    private byte[] AttestedCredential()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(label);
            cose.WriteInt32(value);
        }

        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return [.. new byte[16], 0, (byte)_credentialId.Length, .. _credentialId, .. cose.Encode()];
    }

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Base64UrlEncoder.Encode(_credentialId),
        rawId = Base64UrlEncoder.Encode(_credentialId),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });
}
