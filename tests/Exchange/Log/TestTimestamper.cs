using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A timestamping authority on loopback, which can be told to misbehave.</summary>
internal sealed class TestTimestamper : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly Signatory _signatory;
    private readonly TimeProvider _time;
    private int _asked;

    private TestTimestamper(TestHost host, Signatory signatory, TimeProvider time) => (_host, _signatory, _time) = (host, signatory, time);

    public Behaviour Behaves { get; set; } = Behaviour.Well;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public TimestampService Service => new(_host.Address, _signatory.Timestamper.Certificate!);

    public static async Task<TestTimestamper> StartAsync(Signatory signatory, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        TestTimestamper? timestamper = null;
        app.MapPost("/", context => timestamper!.AnswerAsync(context));
        timestamper = new TestTimestamper(await TestHost.StartAsync(app), signatory, time);
        return timestamper;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        using var question = new MemoryStream();
        await context.Request.Body.CopyToAsync(question, context.RequestAborted);
        if (Behaves == Behaviour.Failing)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (Behaves == Behaviour.Slow)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(Answer(question.ToArray()), context.RequestAborted);
    }

    private byte[] Answer(byte[] question)
    {
        var request = TimestampRequest.Parse(question);
        return Behaves switch
        {
            Behaviour.WrongNonce => AnswerAs(_signatory.Timestamper, request with { Nonce = TimestampRequest.NewNonce() }),
            Behaviour.WrongImprint => AnswerAs(_signatory.Timestamper, new TimestampRequest(TimestampImprint.Of(DigestAlgorithm.Sha512, "something else"u8)) { Nonce = request.Nonce }),
            Behaviour.WrongKey => AnswerAs(_signatory.Stranger, request),
            Behaviour.Garbage => "<html>Please sign in</html>"u8.ToArray(),
            _ => AnswerAs(_signatory.Timestamper, request),
        };
    }

    private byte[] AnswerAs(TokenKey key, TimestampRequest request) =>
        new TimestampAuthority(key.Key, key.Certificate!, "1.3.6.1.4.1.99999.1").Answer(request.Encode(), _time.GetUtcNow());

}

/// <summary>How an authority behaves.</summary>
internal enum Behaviour
{
    Well,
    Failing,
    Slow,
    Garbage,
    WrongNonce,
    WrongImprint,
    WrongKey,
}
