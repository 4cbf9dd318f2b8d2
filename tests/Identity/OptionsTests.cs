using Microsoft.Extensions.Configuration;

namespace Cabildo.Identity.Tests;

public sealed class OptionsTests
{
    private const string Jwks = """{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    [Theory]
    [InlineData("Issuer", "http://identity.example", "Identity:Issuer")]
    [InlineData("Issuer", "https://identity.example/path", "Identity:Issuer")]
    [InlineData("Issuer", "https://identity.example/", "Identity:Issuer")]
    [InlineData("Issuer", "", "Identity:Issuer")]
    [InlineData("PrefilledPassword", "demo", "Identity:PrefilledPassword")]
    [InlineData("CodeLifetime", "00:01:01", "Identity:CodeLifetime")]
    [InlineData("AccessTokenLifetime", "01:00:01", "Identity:AccessTokenLifetime")]
    [InlineData("PasswordIterations", "99999", "Identity:PasswordIterations")]
    [InlineData("Clients:0:RedirectUris:0", "http://portal.example/signin", "may not return to")]
    [InlineData("Clients:0:RedirectUris:0", "https://portal.example/signin#x", "may not return to")]
    [InlineData("Clients:0:RedirectUris:0", "com.example.app:/signin", "may not return to")]
    [InlineData("Clients:0:Public", "true", "exactly one of")]
    [InlineData("Clients:0:Jwks", null, "exactly one of")]
    [InlineData("Clients:0:Jwks", """{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""", "not a JWK Set")]
    [InlineData("Clients:0:Jwks", "no json", "not a JWK Set")]
    [InlineData("Clients:0:JwksUri", "http://portal.example/jwks", "must be https")]
    [InlineData("Clients:0:Resources:0", "documents", "not an absolute URI")]
    [InlineData("Clients:1:Id", "portal", "twice")]
    public void Settings_that_would_be_unsafe_are_refused_with_a_sentence(string key, string? value, string sentence)
    {
        var problems = new ValidateIdentityProviderOptions().Validate(null, Bind(key, value)).Failures ?? [];

        Assert.Contains(problems, problem => problem.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Issuer", "https://identity.example")]
    [InlineData("Issuer", "http://localhost:8081")]
    [InlineData("Clients:0:RedirectUris:0", "http://localhost:8080/signin-oidc")]
    public void Settings_that_are_safe_are_taken(string key, string value) =>
        Assert.True(new ValidateIdentityProviderOptions().Validate(null, Bind(key, value)).Succeeded);

    [Fact]
    public void A_password_may_be_filled_in_on_a_loopback_host()
    {
        var options = Bind("Issuer", "http://localhost:8081");
        options.PrefilledPassword = "demo";

        Assert.True(new ValidateIdentityProviderOptions().Validate(null, options).Succeeded);
    }

    private static IdentityProviderOptions Bind(string key, string? value)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Issuer"] = "https://identity.example",
            ["Clients:0:Id"] = "portal",
            ["Clients:0:RedirectUris:0"] = "https://portal.example/signin",
            ["Clients:0:Jwks"] = Jwks,
        };
        if (value is null)
            settings.Remove(key);
        else
            settings[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Get<IdentityProviderOptions>()!;
    }
}
