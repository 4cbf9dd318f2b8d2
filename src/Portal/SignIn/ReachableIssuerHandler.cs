using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Portal.SignIn;

/// <summary>
/// Sends people to the issuer only while it answers: a browser that is sent to a host that is down shows no words of ours.
/// </summary>
internal sealed partial class ReachableIssuerHandler(
    IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory loggers, HtmlEncoder html, UrlEncoder urls)
    : OpenIdConnectHandler(options, loggers, html, urls)
{
    /// <summary>The page that says that nobody can sign in now.</summary>
    public const string UnavailablePage = "/sign-in/unavailable";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // The session here has ended by then; that at the issuer ends by its own time.
    public override async Task SignOutAsync(AuthenticationProperties? properties)
    {
        if (await AnswersAsync())
            await base.SignOutAsync(properties);
        else
            Response.Redirect(Options.SignedOutRedirectUri);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (await AnswersAsync())
            await base.HandleChallengeAsync(properties);
        else
            Response.Redirect(UnavailablePage);
    }

    private async Task<bool> AnswersAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await Backchannel.GetAsync(new Uri(Options.MetadataAddress!), HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.IsSuccessStatusCode)
                return true;
            IssuerDown(Logger, (int)answer.StatusCode, "status");
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !Context.RequestAborted.IsCancellationRequested))
        {
            IssuerDown(Logger, 0, problem.GetType().Name);
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The issuer does not answer: {Status} {Kind}.")]
    private static partial void IssuerDown(ILogger logger, int status, string kind);
}
