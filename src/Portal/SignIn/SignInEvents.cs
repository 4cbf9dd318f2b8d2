using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Cabildo.Portal.SignIn;

/// <summary>What the portal adds to the framework's code flow.</summary>
internal sealed partial class SignInEvents(ClientKey key) : OpenIdConnectEvents
{
    public const string LoginHint = "login_hint";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (context.Properties.Items.TryGetValue(LoginHint, out var hint))
            context.ProtocolMessage.LoginHint = hint;
        return Task.CompletedTask;
    }

    // RFC 9207 §2.4: an answer that another issuer made is refused before its code is used.
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var configuration = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (!string.Equals(context.ProtocolMessage.Iss, configuration.Issuer, StringComparison.Ordinal))
            context.Fail("The answer does not come from the issuer that was asked (RFC 9207).");
    }

    public override Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        var issuer = context.Options.Authority!;
        context.TokenEndpointRequest!.ClientAssertionType = AssertionType;
        context.TokenEndpointRequest.ClientAssertion = key.Assertion(issuer);
        return Task.CompletedTask;
    }

    // RFC 8707 §2.2: the token is for the documents service only.
    public override Task TokenResponseReceived(TokenResponseReceivedContext context)
    {
        // The ID token lives as long as the session; the access token is what the pages use.
        if (context.TokenEndpointResponse.ExpiresIn is { Length: > 0 } seconds
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var life))
            context.Properties!.ExpiresUtc = context.Options.TimeProvider!.GetUtcNow().AddSeconds(life);
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var logger = context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInEvents>>();
        var cancelled = context.Failure?.Data["error"] is "access_denied";
        SignInFailed(logger, context.Failure?.GetType().Name ?? "unknown", cancelled);
        context.Response.Redirect(cancelled ? "/" : context.Failure is HttpRequestException ? ReachableIssuerHandler.UnavailablePage : "/sign-in/failed");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in did not complete: {Kind}, cancelled by the person: {Cancelled}.")]
    private static partial void SignInFailed(ILogger logger, string kind, bool cancelled);
}
