using System.Net.Http.Headers;
using Cabildo.Trust.Timestamps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Timestamps;

/// <summary>Asks authorities for timestamps over HTTP (RFC 3161 §3.4), one after the other until one answers as it must.</summary>
internal sealed partial class TimestampClient : IDisposable
{
    private const int LargestAnswer = TimestampToken.LargestSize + 4096;
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly ITimestampTerms _terms;
    private readonly ILogger<TimestampClient> _logger;

    public TimestampClient(ITimestampTerms terms, IOptions<MessageLogOptions> options, ILogger<TimestampClient> logger)
    {
        (_terms, _timeout, _logger) = (terms, options.Value.TimestampTimeout, logger);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>A token that answers the request and is signed by the authority that was asked.</summary>
    /// <exception cref="TimestampingException">None of the authorities gave one.</exception>
    public async Task<TimestampToken> AskAsync(TimestampRequest request, CancellationToken ct)
    {
        var authorities = _terms.Current.Authorities;
        var reasons = new List<string>();
        foreach (var authority in authorities)
        {
            var (token, reason) = await AskAsync(authority, request, ct);
            if (token is not null)
                return token;
            LogRefused(authority.Url, reason);
            reasons.Add($"{authority.Url}: {reason}");
        }

        throw new TimestampingException(authorities.Count == 0 ? "The global configuration approves no timestamping authority." : string.Join(' ', reasons));
    }

    public void Dispose() => _http.Dispose();

    private async Task<(TimestampToken? Token, string Reason)> AskAsync(TimestampService authority, TimestampRequest request, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_timeout);
        try
        {
            using var question = new ByteArrayContent(request.Encode());
            question.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var answer = await _http.PostAsync(authority.Url, question, limit.Token);
            if (!answer.IsSuccessStatusCode)
                return (null, $"It answered with the status {(int)answer.StatusCode}.");
            return Judge(TimestampResponse.Parse(await answer.Content.ReadAsByteArrayAsync(limit.Token)), request, authority);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"It did not answer within {_timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or MalformedTimestampException)
        {
            return (null, problem.Message);
        }
    }

    private static (TimestampToken? Token, string Reason) Judge(TimestampResponse response, TimestampRequest request, TimestampService authority)
    {
        if (response.Token is not { } token)
            return (null, $"It refused: {response.Status}, {response.Failure}, '{response.Text}'.");
        if (!response.Answers(request))
            return (null, "Its answer is to another question.");
        var verdict = token.CheckDigest(request.Imprint.Hash.Span, [authority.Certificate]);
        return verdict.IsValid ? (token, "") : (null, verdict.Reason);
    }

    [LoggerMessage(LogLevel.Warning, "The timestamping authority {Url} gave no timestamp: {Reason}")]
    private partial void LogRefused(Uri url, string reason);
}

/// <summary>No timestamp was to be had.</summary>
internal sealed class TimestampingException(string message) : Exception(message);
