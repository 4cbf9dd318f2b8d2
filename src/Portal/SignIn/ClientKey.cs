using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cabildo.Portal.SignIn;

/// <summary>The key with which the portal proves itself to the issuer (<c>private_key_jwt</c>, RFC 7523 §2.2).</summary>
internal sealed class ClientKey : IDisposable
{
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(1);
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SoftToken _token;
    private readonly ECDsaSecurityKey _key;
    private readonly string _client;
    private readonly TimeProvider _time;

    public ClientKey(IOptions<PortalOptions> options, TimeProvider time)
    {
        _token = SoftToken.Open(options.Value.Token);
        _key = new ECDsaSecurityKey(_token.GetOrCreate("client").Ecdsa);
        _client = options.Value.ClientId;
        _time = time;
        Public = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
        Public.D = null;
        Public.Use = "sig";
        Public.Alg = SecurityAlgorithms.EcdsaSha256;
        _key.KeyId = Public.Kid = Base64UrlEncoder.Encode(Public.ComputeJwkThumbprint());
    }

    /// <summary>The public half, as the issuer reads it.</summary>
    public JsonWebKey Public { get; }

    /// <summary>An assertion for one request to the issuer.</summary>
    public string Assertion(string audience)
    {
        var now = _time.GetUtcNow();
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _client,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + AssertionLife).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = _client, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => _token.Dispose();
}
