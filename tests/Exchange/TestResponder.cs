using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests;

/// <summary>An authority's OCSP responder over HTTP. It knows every certificate as good until it is told otherwise.</summary>
internal sealed class TestResponder(TokenKey key, X509Certificate2 issuer, TimeProvider time, string address = "127.0.9.250") : IAsyncDisposable
{
    private readonly OcspResponder _responder = new(key.Key, key.Certificate!, issuer);
    private TimestampAuthority? _timestamper;
    private WebApplication? _app;
    private int _asked;

    public string Url { get; } = $"http://{address}:{LoopbackPorts.Free(address)}/";

    public X509Certificate2 Certificate => key.Certificate!;

    public ConcurrentDictionary<string, OcspStatus> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it answers at all.</summary>
    public bool IsDown { get; set; }

    /// <summary>How old what it says is.</summary>
    public TimeSpan Age { get; set; }

    public int Asked => _asked;

    /// <summary>Has it stamp times too, at <c>/tsa</c>.</summary>
    public void Stamps(TokenKey timestamper) => _timestamper = new TimestampAuthority(timestamper.Key, timestamper.Certificate!, "1.3.6.1.4.1.99999.1");

    public void Revoke(X509Certificate2 certificate) =>
        Statuses[Convert.ToHexString(certificate.SerialNumberBytes.Span)] = OcspStatus.Revoked(time.GetUtcNow().AddMinutes(-1), X509RevocationReason.KeyCompromise);

    public void Release(X509Certificate2 certificate) => Statuses.TryRemove(Convert.ToHexString(certificate.SerialNumberBytes.Span), out _);

    /// <summary>What it would say about a certificate.</summary>
    public byte[] Answer(X509Certificate2 certificate) => Answer(new OcspRequest([OcspCertificateId.Of(certificate, issuer)]).Encode());

    public async Task<TestResponder> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.MapPost("/", async (HttpRequest request) =>
        {
            Interlocked.Increment(ref _asked);
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return IsDown ? Results.StatusCode(503) : Results.Bytes(Answer(body.ToArray()), "application/ocsp-response");
        });
        _app.MapPost("/tsa", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Bytes(_timestamper!.Answer(body.ToArray(), time.GetUtcNow()), "application/timestamp-reply");
        });
        await _app.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private byte[] Answer(byte[] request)
    {
        var at = time.GetUtcNow() - Age;
        return _responder.Answer(request, serial => Statuses.GetValueOrDefault(Convert.ToHexString(serial.Span), OcspStatus.Good), at, at, null);
    }
}
