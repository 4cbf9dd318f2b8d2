using Microsoft.AspNetCore.Identity;

namespace Cabildo.Identity.Sessions;

/// <summary>How a person proved who they are: <c>amr</c> values of RFC 8176 and the <c>acr</c> that follows from them.</summary>
internal static class AuthenticationMethods
{
    /// <summary>One factor.</summary>
    public const string SingleFactor = "urn:cabildo:acr:single-factor";

    /// <summary>Two factors, bound to the provider's origin: a passkey with its owner verified.</summary>
    public const string PhishingResistant = "urn:cabildo:acr:phishing-resistant";

    public static readonly IReadOnlyList<string> ContextClasses = [SingleFactor, PhishingResistant];

    public static readonly IReadOnlyList<string> Password = ["pwd"];

    /// <summary>A passkey whose user was present (<c>user</c>) and verified by the device (so <c>mfa</c>). One that may be
    /// copied to the person's other devices is held in software (<c>swk</c>), any other in its device (<c>hwk</c>).</summary>
    public static IReadOnlyList<string> OfPasskey(UserPasskeyInfo passkey) => [passkey.IsBackupEligible ? "swk" : "hwk", "user", "mfa"];

    public static string ContextClassOf(IEnumerable<string> methods) =>
        methods.Contains("mfa", StringComparer.Ordinal) ? PhishingResistant : SingleFactor;
}
