using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Identity.Passkeys;

/// <summary>What a passkey must be (WebAuthn Level 3): of this origin, discoverable, with its owner verified by the device.</summary>
internal static class PasskeyRules
{
    public static void AddPasskeyRules(this IServiceCollection services) =>
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<IdentityProviderOptions>>((passkey, identity) =>
        {
            var issuer = identity.Value.Issuer;
            passkey.ServerDomain = new Uri(issuer).Host;
            passkey.UserVerificationRequirement = "required";
            passkey.ResidentKeyRequirement = "required";
            // The maker of a person's device is nobody's business here.
            passkey.AttestationConveyancePreference = "none";
            passkey.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == issuer);
        });
}
